// Generated from schemas/v1/systems by `npm run generate`. Do not edit.
import type { System } from "./types";

export const systems: readonly System[] = [
 {
  "id": "dynamics365",
  "title": "Dynamics 365",
  "source": "Documentation of Finance and Operations, Maintenance mode",
  "notice": false,
  "answers": false,
  "admits": [
   "system-administrator",
   "maintenance-mode-user"
  ],
  "bypass": false,
  "operations": {
   "unlisted": "deny",
   "blocked": [],
   "onlyDuringMaintenance": [
    "configuration.license.edit"
   ],
   "stopsInFlight": [
    "*"
   ]
  },
  "windows": [],
  "windowParts": [],
  "targets": false,
  "overrides": [],
  "expires": false,
  "transitions": {
   "approval": false,
   "drain": false,
   "restart": [
    "aos"
   ]
  }
 },
 {
  "id": "lcs",
  "title": "Lifecycle Services",
  "source": "Documentation, Maintenance operations for deployments",
  "notice": false,
  "answers": false,
  "admits": [
   "system-administrator",
   "maintenance-mode-user"
  ],
  "bypass": false,
  "operations": {
   "unlisted": "deny",
   "blocked": [
    "database.connect"
   ],
   "onlyDuringMaintenance": [
    "configuration.license.edit"
   ],
   "stopsInFlight": [
    "*"
   ]
  },
  "windows": [],
  "windowParts": [],
  "targets": false,
  "overrides": [
   "admit"
  ],
  "expires": true,
  "transitions": {
   "approval": false,
   "drain": false,
   "restart": [
    "aos",
    "dixf",
    "mr"
   ]
  }
 },
 {
  "id": "tactical-rmm",
  "title": "Tactical RMM",
  "source": "Documentation, Maintenance Mode; the REST API of version 1.5",
  "notice": false,
  "answers": false,
  "admits": [],
  "bypass": false,
  "operations": {
   "unlisted": "allow",
   "blocked": [
    "alert.email.send.*",
    "alert.sms.send.*",
    "dashboard.failing.show"
   ],
   "onlyDuringMaintenance": [],
   "stopsInFlight": []
  },
  "windows": [],
  "windowParts": [],
  "targets": true,
  "overrides": [
   "exempt",
   "maintenance"
  ],
  "expires": false,
  "transitions": {
   "approval": false,
   "drain": false,
   "restart": []
  }
 },
 {
  "id": "urbancode-deploy",
  "title": "UrbanCode Deploy",
  "source": "Documentation, Enabling maintenance mode; the REST API of versions 7.2.1 and 8.1.1",
  "notice": true,
  "answers": false,
  "admits": [],
  "bypass": false,
  "operations": {
   "unlisted": "allow",
   "blocked": [
    "process.global.run",
    "process.component.run",
    "process.application.run",
    "process.calendar.*",
    "process.request.repeat",
    "process.approval.*",
    "version.import.start",
    "version.import.automatic",
    "process.version-import.run",
    "resource.auto-discovery.run",
    "resource.auto-compare.run",
    "resource.auto-configure.run"
   ],
   "onlyDuringMaintenance": [],
   "stopsInFlight": [
    "process.approval.*",
    "process.version-import.run"
   ]
  },
  "windows": [
   "blackout"
  ],
  "windowParts": [],
  "targets": false,
  "overrides": [],
  "expires": false,
  "transitions": {
   "approval": false,
   "drain": true,
   "restart": []
  }
 }
];
