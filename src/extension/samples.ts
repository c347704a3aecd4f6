/** The samples of the repository, inside of the bundle: a new definition needs neither a network nor the source. */
import complete from "../../samples/complete.maintenance.yaml" with { type: "text" };
import dynamics from "../../samples/dynamics-365.maintenance.yaml" with { type: "text" };
import lcs from "../../samples/lcs-environment.maintenance.yaml" with { type: "text" };
import minimal from "../../samples/minimal.maintenance.yaml" with { type: "text" };
import tactical from "../../samples/tactical-rmm.maintenance.yaml" with { type: "text" };
import urbancode from "../../samples/urbancode-deploy.maintenance.yaml" with { type: "text" };

export interface Sample {
  title: string;
  summary: string;
  text: string;
}

export const samples: readonly Sample[] = [
  { title: "Minimal", summary: "The smallest definition that does something.", text: minimal },
  { title: "Complete", summary: "Every part of a definition, each with a comment.", text: complete },
  {
    title: "Tactical RMM",
    summary: "Clients, sites and agents; alerts are silent while checks go on.",
    text: tactical,
  },
  {
    title: "UrbanCode Deploy",
    summary: "Ten kinds of activity that are blocked, three that are not.",
    text: urbancode,
  },
  {
    title: "Dynamics 365 Finance and Operations",
    summary: "Only administrators and maintenance users are let in.",
    text: dynamics,
  },
  { title: "LCS environment", summary: "Entering and leaving by restarts of its services.", text: lcs },
];
