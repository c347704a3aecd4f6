/** yaml-language-server's check of a whole text, without its server. Arguments: see ylsCheck. */
import { answer } from "./protocol";
import { ylsCheck } from "./yls";

const [folder = "", documents = "", schemaFile = ""] = process.argv.slice(2);
const check = ylsCheck(folder, documents, schemaFile);
answer({ whole: (text) => async () => (await check)(text) });
