/** Which of the kinds that editors know stands for each of ours; it decides the icon. */
import { SymbolKind } from "vscode-languageserver-types";
import type { NameKind } from "../names";

export const symbolKinds: Record<NameKind, SymbolKind> = {
  environment: SymbolKind.Namespace,
  role: SymbolKind.Class,
  operation: SymbolKind.Function,
  schedule: SymbolKind.Struct,
  service: SymbolKind.Interface,
  window: SymbolKind.Event,
  override: SymbolKind.Key,
  client: SymbolKind.Module,
  site: SymbolKind.Package,
  agent: SymbolKind.Object,
};
