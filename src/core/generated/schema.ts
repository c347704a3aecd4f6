// Generated from schemas/v1 by `npm run generate`. Do not edit.

/** One node of the definition's schema, without references and without the conditions between properties. */
export interface SchemaNode {
  title?: string;
  description?: string;
  /** The name of its definition in the schemas, such as `localTime` or `window`. */
  shape?: string;
  type?: string | string[];
  enum?: string[];
  /** Value -> its meaning; also for the short form of a node that is a string or an object. */
  enumDescriptions?: Record<string, string>;
  /** What is allowed, in words that follow 'must be'. */
  expected?: string;
  examples?: unknown[];
  default?: unknown;
  required?: string[];
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  /** The value of every property whose name is free (schedules, labels); false: no other property. */
  additionalProperties?: SchemaNode | false;
}

export const definitionSchema: SchemaNode = {
 "title": "Maintenance definition",
 "description": "The maintenance policy of one environment: who is let in, what is blocked, when, and which exceptions. It never says whether maintenance is on now; the endpoint knows that.",
 "type": "object",
 "examples": [
  {
   "apiVersion": "maintenance-mode/v1",
   "kind": "MaintenanceDefinition",
   "metadata": {
    "name": "erp-production"
   },
   "operations": {
    "blocked": [
     "process.component.run"
    ]
   }
  }
 ],
 "required": [
  "apiVersion",
  "kind",
  "metadata"
 ],
 "properties": {
  "apiVersion": {
   "title": "API version",
   "description": "The version of the format that this document is written in.",
   "type": "string",
   "enum": [
    "maintenance-mode/v1"
   ],
   "examples": [
    "maintenance-mode/v1"
   ],
   "enumDescriptions": {
    "maintenance-mode/v1": "Version 1 of the format."
   }
  },
  "kind": {
   "title": "Kind",
   "description": "What this document is.",
   "type": "string",
   "enum": [
    "MaintenanceDefinition"
   ],
   "examples": [
    "MaintenanceDefinition"
   ],
   "enumDescriptions": {
    "MaintenanceDefinition": "The maintenance policy of one environment."
   }
  },
  "metadata": {
   "title": "Metadata",
   "description": "Which environment this is.",
   "type": "object",
   "examples": [
    {
     "name": "erp-production",
     "title": "ERP production",
     "labels": {
      "environment": "production"
     }
    }
   ],
   "required": [
    "name"
   ],
   "shape": "metadata",
   "properties": {
    "name": {
     "title": "Name",
     "description": "The id of the environment. Endpoints, the status bar and the history name it.",
     "type": "string",
     "examples": [
      "erp-production"
     ],
     "shape": "id",
     "expected": "an id of lower-case letters, digits and single hyphens, such as patch-tuesday"
    },
    "title": {
     "title": "Title",
     "description": "The name of the environment as people know it.",
     "type": "string",
     "examples": [
      "ERP production"
     ],
     "shape": "title"
    },
    "labels": {
     "title": "Labels",
     "description": "Words of your own to sort and find environments by. They change no decision.",
     "type": "object",
     "examples": [
      {
       "environment": "production",
       "team": "finance"
      }
     ],
     "additionalProperties": {
      "type": "string"
     }
    }
   },
   "additionalProperties": false
  },
  "timeZone": {
   "title": "Time zone",
   "description": "The IANA time zone in which all local dates and times of this document are read. Needed as soon as a window or schedule has none of its own.",
   "type": "string",
   "examples": [
    "Europe/Copenhagen"
   ],
   "shape": "timeZone",
   "expected": "an IANA time zone name, such as Europe/Copenhagen"
  },
  "notice": {
   "title": "Notice",
   "description": "What people read while maintenance is on or about to begin. {start}, {end}, {reason} and {contact} are filled in; {end} is the estimated end, else the fixed end, else the end of the window.",
   "type": "object",
   "examples": [
    {
     "message": "Back at {end}",
     "messageWithoutEnd": "Back soon",
     "contact": "extension 4711"
    }
   ],
   "required": [
    "message"
   ],
   "shape": "notice",
   "properties": {
    "title": {
     "title": "Heading",
     "description": "The heading above the message.",
     "type": "string",
     "examples": [
      "We are working on it"
     ],
     "shape": "title"
    },
    "message": {
     "title": "Message",
     "description": "The message. It may contain {start}, {end}, {reason} and {contact}.",
     "type": "string",
     "examples": [
      "Maintenance since {start}. Back at {end}."
     ],
     "expected": "a text whose only braces are {start}, {end}, {reason} and {contact}"
    },
    "messageWithoutEnd": {
     "title": "Message without end",
     "description": "The message when nobody knows the end yet. It may contain {start}, {reason} and {contact}.",
     "type": "string",
     "examples": [
      "Maintenance since {start}. Back soon."
     ],
     "expected": "a text whose only braces are {start}, {reason} and {contact}"
    },
    "contact": {
     "title": "Contact",
     "description": "Whom to ask: a person, a channel, a telephone number.",
     "type": "string",
     "examples": [
      "Operations desk, extension 4711"
     ],
     "shape": "text"
    }
   },
   "additionalProperties": false
  },
  "roles": {
   "title": "Roles",
   "description": "Who is let in during maintenance, and who may switch it. A role that is not listed here has no rights of its own.",
   "type": "array",
   "examples": [
    [
     {
      "id": "system-administrator",
      "admitted": true,
      "bypass": [
       "*"
      ],
      "may": [
       "enable",
       "disable"
      ]
     }
    ]
   ],
   "items": {
    "title": "Role",
    "description": "A group of people or programs, as your system names it.",
    "type": "object",
    "examples": [
     {
      "id": "maintenance-mode-user",
      "admitted": true
     }
    ],
    "required": [
     "id"
    ],
    "shape": "role",
    "properties": {
     "id": {
      "title": "Role id",
      "description": "The id under which the rest of the definition and the tokens of the endpoint name this role.",
      "type": "string",
      "examples": [
       "system-administrator"
      ],
      "shape": "id",
      "expected": "an id of lower-case letters, digits and single hyphens, such as patch-tuesday"
     },
     "title": {
      "title": "Role title",
      "description": "The name of the role as people know it.",
      "type": "string",
      "examples": [
       "System administrator"
      ],
      "shape": "title"
     },
     "admitted": {
      "title": "Admitted during maintenance",
      "description": "true: may work while maintenance is on. What is blocked stays blocked to it; only bypass opens that.",
      "type": "boolean",
      "examples": [
       true
      ],
      "default": false
     },
     "bypass": {
      "title": "Bypass",
      "description": "Operations that stay open to this role during maintenance although they are blocked, or although the role is not admitted. An empty list is the same as none.",
      "type": "array",
      "examples": [
       [
        "*"
       ],
       [
        "process.approval.*"
       ]
      ],
      "default": [],
      "items": {
       "title": "Operation pattern",
       "description": "One operation (process.component.run), everything below a name (process.approval.*), or everything (*).",
       "type": "string",
       "examples": [
        "process.approval.*"
       ],
       "shape": "operationPattern",
       "expected": "a dotted name (process.component.run), a name with .* at its end (process.approval.*), or *"
      }
     },
     "may": {
      "title": "May",
      "description": "What this role may do with maintenance mode itself. No window and no block ever stops these. An empty list is the same as none.",
      "type": "array",
      "examples": [
       [
        "enable",
        "disable",
        "force"
       ]
      ],
      "default": [],
      "items": {
       "title": "Right",
       "description": "Something that a role may do with maintenance mode itself.",
       "type": "string",
       "enum": [
        "enable",
        "disable",
        "force",
        "restart",
        "schedule",
        "grant",
        "approve"
       ],
       "examples": [
        "enable"
       ],
       "shape": "right",
       "enumDescriptions": {
        "enable": "Switch maintenance on.",
        "disable": "Switch maintenance off again.",
        "force": "Switch it on or off by force, which discards what was saved or overrides nearer settings.",
        "restart": "Have a service restarted.",
        "schedule": "Plan, move and cancel windows.",
        "grant": "Let somebody in for a limited time.",
        "approve": "Approve or reject what somebody else has asked for."
       }
      }
     }
    },
    "additionalProperties": false
   }
  },
  "operations": {
   "title": "Operations",
   "description": "What is blocked while maintenance is on, what never is, and what is possible only then.",
   "type": "object",
   "examples": [
    {
     "unlisted": "deny",
     "onlyDuringMaintenance": [
      "configuration.license.edit"
     ]
    }
   ],
   "properties": {
    "unlisted": {
     "title": "Unlisted operations",
     "description": "What happens, while maintenance is on, to an operation that is not listed here.",
     "type": "string",
     "enum": [
      "allow",
      "deny"
     ],
     "examples": [
      "allow",
      "deny"
     ],
     "default": "allow",
     "enumDescriptions": {
      "allow": "Open to everybody: only what is listed is blocked.",
      "deny": "Open to admitted roles only: everybody else stays out."
     }
    },
    "answer": {
     "title": "Answer",
     "description": "What someone is told when an operation is refused. An entry of blocked or a window may have its own.",
     "type": "string",
     "examples": [
      "Not possible during maintenance"
     ],
     "shape": "answer"
    },
    "blocked": {
     "title": "Blocked operations",
     "description": "Operations that do not start while maintenance is on, also not for admitted roles. An alert that must not be sent is a blocked operation, too. Of several patterns that match, the exact name decides, else the longest.",
     "type": "array",
     "examples": [
      [
       "process.calendar.*",
       {
        "id": "process.component.run",
        "answer": "Could Not Start"
       }
      ]
     ],
     "items": {
      "title": "Blocked operation",
      "description": "A pattern alone, or a pattern with an answer or a rule of its own.",
      "type": [
       "string",
       "object"
      ],
      "examples": [
       "process.calendar.*",
       {
        "id": "process.approval.*",
        "inFlight": "stop"
       }
      ],
      "required": [
       "id"
      ],
      "shape": "blockedOperation",
      "expected": "a dotted name (process.component.run), a name with .* at its end (process.approval.*), or *",
      "properties": {
       "id": {
        "title": "Operation",
        "description": "The operation, or the pattern of operations, that is blocked.",
        "type": "string",
        "examples": [
         "process.component.run",
         "process.approval.*"
        ],
        "shape": "operationPattern",
        "expected": "a dotted name (process.component.run), a name with .* at its end (process.approval.*), or *"
       },
       "answer": {
        "title": "Answer",
        "description": "What someone is told when this operation is refused, in place of the general answer.",
        "type": "string",
        "examples": [
         "Could Not Start"
        ],
        "shape": "answer"
       },
       "inFlight": {
        "title": "What is already running",
        "description": "stop: refused also when it belongs to something that began before maintenance did. Without it the general rule holds.",
        "type": "string",
        "enum": [
         "stop"
        ],
        "examples": [
         "stop"
        ],
        "enumDescriptions": {
         "stop": "Refused also when it began, or its parent began, before maintenance did."
        }
       }
      },
      "additionalProperties": false
     }
    },
    "alwaysAllowed": {
     "title": "Always allowed",
     "description": "Operations that maintenance never stops. Only a blackout does.",
     "type": "array",
     "examples": [
      [
       "session.sign-out",
       "process.manual-task.respond"
      ]
     ],
     "items": {
      "title": "Operation pattern",
      "description": "One operation (process.component.run), everything below a name (process.approval.*), or everything (*).",
      "type": "string",
      "examples": [
       "process.approval.*"
      ],
      "shape": "operationPattern",
      "expected": "a dotted name (process.component.run), a name with .* at its end (process.approval.*), or *"
     }
    },
    "onlyDuringMaintenance": {
     "title": "Only during maintenance",
     "description": "Operations that are refused while maintenance is off, because they are safe only when nobody works.",
     "type": "array",
     "examples": [
      [
       "configuration.license.edit"
      ]
     ],
     "shape": "operationPatterns",
     "items": {
      "title": "Operation pattern",
      "description": "One operation (process.component.run), everything below a name (process.approval.*), or everything (*).",
      "type": "string",
      "examples": [
       "process.approval.*"
      ],
      "shape": "operationPattern",
      "expected": "a dotted name (process.component.run), a name with .* at its end (process.approval.*), or *"
     }
    },
    "inFlight": {
     "title": "What is already running",
     "description": "What happens to operations that began before maintenance did, and to what they start.",
     "type": "string",
     "enum": [
      "finish",
      "stop"
     ],
     "examples": [
      "finish"
     ],
     "default": "finish",
     "enumDescriptions": {
      "finish": "They run to their end, with all their sub-operations.",
      "stop": "They are refused like new ones."
     }
    }
   },
   "additionalProperties": false
  },
  "schedules": {
   "title": "Schedules",
   "description": "Calendars with a name, which windows can exclude: public holidays, the close of the books.",
   "type": "object",
   "examples": [
    {
     "holidays": {
      "once": [
       {
        "start": "2026-12-23T16:00",
        "end": "2027-01-02T10:00"
       }
      ]
     }
    }
   ],
   "shape": "schedules",
   "additionalProperties": {
    "title": "Schedule",
    "description": "A calendar with a name, in a time zone of its own or the definition's.",
    "type": "object",
    "examples": [
     {
      "once": [
       {
        "start": "2026-12-23T16:00",
        "end": "2027-01-02T10:00"
       }
      ]
     }
    ],
    "shape": "schedule",
    "properties": {
     "title": {
      "title": "Schedule title",
      "description": "What people read in place of the name.",
      "type": "string",
      "examples": [
       "Company holidays"
      ],
      "shape": "title"
     },
     "timeZone": {
      "title": "Time zone",
      "description": "An IANA time zone name for this entry alone. Without it: the definition's timeZone.",
      "type": "string",
      "examples": [
       "America/New_York"
      ],
      "shape": "timeZone",
      "expected": "an IANA time zone name, such as Europe/Copenhagen"
     },
     "once": {
      "title": "Once",
      "description": "Single periods in local time. The list may stand alone or beside recurring or rrule.",
      "type": "array",
      "examples": [
       [
        {
         "start": "2026-12-31T20:00",
         "end": "2027-01-01T06:00"
        }
       ]
      ],
      "shape": "once",
      "items": {
       "title": "Period",
       "description": "From start to end in local time; the end is no longer part of it.",
       "type": "object",
       "examples": [
        {
         "start": "2026-12-31T20:00",
         "end": "2027-01-01T06:00"
        }
       ],
       "required": [
        "start",
        "end"
       ],
       "shape": "localInterval",
       "properties": {
        "start": {
         "title": "Start",
         "description": "When it begins, in local time.",
         "type": "string",
         "examples": [
          "2026-12-31T20:00"
         ],
         "shape": "localDateTime",
         "expected": "a local date and time YYYY-MM-DDTHH:MM without seconds or offset, such as \"2026-12-23T16:00\""
        },
        "end": {
         "title": "End",
         "description": "When it is over, in local time. T24:00 is the end of that day.",
         "type": "string",
         "examples": [
          "2027-01-01T06:00",
          "2026-12-31T24:00"
         ],
         "shape": "localEnd",
         "expected": "a local date and time YYYY-MM-DDTHH:MM without seconds or offset (24:00 is the end of the day), such as \"2027-01-02T10:00\""
        }
       },
       "additionalProperties": false
      }
     },
     "recurring": {
      "title": "Recurring",
      "description": "Periods that come back: how often, on which days, from when to when. An occurrence belongs to the day on which it begins.",
      "type": "object",
      "examples": [
       {
        "startTime": "22:00",
        "duration": "PT4H",
        "frequency": "monthly",
        "byDay": [
         {
          "day": "tu",
          "nthOfPeriod": 2
         }
        ]
       },
       {
        "startTime": "23:00",
        "endTime": "01:00",
        "frequency": "weekly",
        "byDay": [
         "sa",
         "su"
        ]
       }
      ],
      "required": [
       "frequency",
       "startTime"
      ],
      "shape": "recurring",
      "properties": {
       "startDate": {
        "title": "First day",
        "description": "No occurrence begins before this day. interval and count are counted from it.",
        "type": "string",
        "examples": [
         "2027-01-12"
        ],
        "shape": "localDate",
        "expected": "a date that exists, YYYY-MM-DD, such as \"2026-12-23\""
       },
       "endDate": {
        "title": "Last day",
        "description": "No occurrence begins after this day. Use either this or count.",
        "type": "string",
        "examples": [
         "2027-12-31"
        ],
        "shape": "localDate",
        "expected": "a date that exists, YYYY-MM-DD, such as \"2026-12-23\""
       },
       "startTime": {
        "title": "Start time",
        "description": "The local time at which each occurrence begins.",
        "type": "string",
        "examples": [
         "22:00"
        ],
        "shape": "localTime",
        "expected": "a time of day HH:MM from 00:00 to 23:59, quoted, such as \"22:00\""
       },
       "endTime": {
        "title": "End time",
        "description": "The local time at which each occurrence is over; when it is earlier than startTime, on the next day. Use either this or duration.",
        "type": "string",
        "examples": [
         "02:00",
         "24:00"
        ],
        "shape": "localEndTime",
        "expected": "a time of day HH:MM from 00:00 to 24:00, quoted, such as \"06:00\""
       },
       "duration": {
        "title": "Duration",
        "description": "How long each occurrence lasts: hours and minutes, or days. Use either this or endTime.",
        "type": "string",
        "examples": [
         "PT4H"
        ],
        "shape": "windowDuration",
        "expected": "a duration in hours and minutes (PT4H, PT1H30M) or in days (P2D)"
       },
       "frequency": {
        "title": "Frequency",
        "description": "The period in which the pattern repeats.",
        "type": "string",
        "enum": [
         "daily",
         "weekly",
         "monthly",
         "yearly"
        ],
        "examples": [
         "monthly"
        ],
        "enumDescriptions": {
         "daily": "Every day, or on the days that byDay, byMonthDay and byMonth leave.",
         "weekly": "In every week, on the days in byDay. Weeks begin on Monday.",
         "monthly": "In every month, on the days in byDay or byMonthDay.",
         "yearly": "In every year, in the months in byMonth, on the days in byDay or byMonthDay."
        }
       },
       "interval": {
        "title": "Interval",
        "description": "1: every period; 2: every second one, counted from startDate; and so on.",
        "type": "integer",
        "examples": [
         2
        ],
        "default": 1
       },
       "byDay": {
        "title": "Days of the week",
        "description": "The days on which it happens, such as [tu, th] or [{ day: tu, nthOfPeriod: 2 }].",
        "type": "array",
        "examples": [
         [
          "tu",
          "th"
         ],
         [
          {
           "day": "tu",
           "nthOfPeriod": 2
          }
         ]
        ],
        "items": {
         "title": "Day rule",
         "description": "A day of the week (tu), or a day with its position in the month or year ({ day: tu, nthOfPeriod: 2 }).",
         "type": [
          "string",
          "object"
         ],
         "examples": [
          "tu",
          {
           "day": "tu",
           "nthOfPeriod": 2
          }
         ],
         "required": [
          "day"
         ],
         "shape": "dayRule",
         "enumDescriptions": {
          "mo": "Monday",
          "tu": "Tuesday",
          "we": "Wednesday",
          "th": "Thursday",
          "fr": "Friday",
          "sa": "Saturday",
          "su": "Sunday"
         },
         "expected": "one of mo, tu, we, th, fr, sa, su",
         "properties": {
          "day": {
           "title": "Day of the week",
           "description": "The first two letters of the day's English name.",
           "type": "string",
           "enum": [
            "mo",
            "tu",
            "we",
            "th",
            "fr",
            "sa",
            "su"
           ],
           "examples": [
            "tu"
           ],
           "shape": "day",
           "enumDescriptions": {
            "mo": "Monday",
            "tu": "Tuesday",
            "we": "Wednesday",
            "th": "Thursday",
            "fr": "Friday",
            "sa": "Saturday",
            "su": "Sunday"
           }
          },
          "nthOfPeriod": {
           "title": "Which one",
           "description": "The position in the month (frequency monthly, or yearly with byMonth) or in the year (frequency yearly): 2 is the second, -1 the last. Without it: every one.",
           "type": "integer",
           "examples": [
            2,
            -1
           ]
          }
         },
         "additionalProperties": false
        }
       },
       "byMonthDay": {
        "title": "Days of the month",
        "description": "1 to 31, or -1 (the last day) to -31. A month that has no such day is skipped.",
        "type": "array",
        "examples": [
         [
          1,
          15
         ],
         [
          -1
         ]
        ],
        "items": {
         "type": "integer"
        }
       },
       "byMonth": {
        "title": "Months",
        "description": "The months in which it happens: 1 is January, 12 is December.",
        "type": "array",
        "examples": [
         [
          3,
          6,
          9,
          12
         ]
        ],
        "items": {
         "type": "integer"
        }
       },
       "bySetPos": {
        "title": "Positions",
        "description": "Keeps only these of the days found in one period: [-1] with byDay [mo, tu, we, th, fr] is the last working day.",
        "type": "array",
        "examples": [
         [
          -1
         ]
        ],
        "items": {
         "type": "integer"
        }
       },
       "count": {
        "title": "Count",
        "description": "Ends after this many occurrences, counted from startDate. Use either this or endDate.",
        "type": "integer",
        "examples": [
         12
        ]
       }
      },
      "additionalProperties": false
     },
     "rrule": {
      "title": "Recurrence rule",
      "description": "An iCalendar rule (RFC 5545) with start and duration beside it: FREQ from DAILY to YEARLY, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, COUNT or UNTIL.",
      "type": "string",
      "examples": [
       "FREQ=WEEKLY;BYDAY=SU"
      ],
      "shape": "rrule",
      "expected": "an iCalendar rule in capital letters without spaces, such as FREQ=WEEKLY;BYDAY=SU"
     },
     "start": {
      "title": "Start of the rule",
      "description": "From when on rrule counts, and the local time at which each occurrence begins. Belongs to rrule.",
      "type": "string",
      "examples": [
       "2026-11-29T02:00"
      ],
      "shape": "localDateTime",
      "expected": "a local date and time YYYY-MM-DDTHH:MM without seconds or offset, such as \"2026-12-23T16:00\""
     },
     "duration": {
      "title": "Duration of each occurrence",
      "description": "How long each occurrence of rrule lasts: hours and minutes, or days. Belongs to rrule.",
      "type": "string",
      "examples": [
       "PT4H"
      ],
      "shape": "windowDuration",
      "expected": "a duration in hours and minutes (PT4H, PT1H30M) or in days (P2D)"
     }
    },
    "additionalProperties": false
   }
  },
  "windows": {
   "title": "Windows",
   "description": "When maintenance or a blackout happens by itself.",
   "type": "array",
   "examples": [
    [
     {
      "id": "year-end",
      "kind": "blackout",
      "once": [
       {
        "start": "2026-12-31T20:00",
        "end": "2027-01-01T06:00"
       }
      ],
      "letThrough": [
       "system-administrator"
      ]
     }
    ]
   ],
   "items": {
    "title": "Window",
    "description": "A period, once or again and again, in which maintenance or a blackout is in force. Windows that overlap add up.",
    "type": "object",
    "examples": [
     {
      "id": "patch-tuesday",
      "kind": "maintenance",
      "recurring": {
       "startTime": "22:00",
       "duration": "PT4H",
       "frequency": "monthly",
       "byDay": [
        {
         "day": "tu",
         "nthOfPeriod": 2
        }
       ]
      },
      "announce": "PT30M"
     }
    ],
    "required": [
     "id",
     "kind"
    ],
    "shape": "window",
    "properties": {
     "id": {
      "title": "Window id",
      "description": "The id of this window. Decisions, the status bar and the history name it.",
      "type": "string",
      "examples": [
       "patch-tuesday"
      ],
      "shape": "id",
      "expected": "an id of lower-case letters, digits and single hyphens, such as patch-tuesday"
     },
     "kind": {
      "title": "Kind",
      "description": "What is in force during the window.",
      "type": "string",
      "enum": [
       "maintenance",
       "blackout"
      ],
      "examples": [
       "maintenance",
       "blackout"
      ],
      "enumDescriptions": {
       "maintenance": "Admitted roles work on; operations that are not blocked go on.",
       "blackout": "A full stop: only the roles in letThrough get in, and what is running is refused, too."
      }
     },
     "title": {
      "title": "Window title",
      "description": "What people read in place of the id.",
      "type": "string",
      "examples": [
       "Monthly patch evening"
      ],
      "shape": "title"
     },
     "target": {
      "title": "Target",
      "description": "What the window is about. Without it: the whole environment.",
      "type": "object",
      "examples": [
       {
        "client": "acme",
        "site": "hq"
       }
      ],
      "properties": {
       "client": {
        "title": "Client",
        "description": "The client, exactly as the inventory writes it.",
        "type": "string",
        "examples": [
         "acme"
        ],
        "shape": "place",
        "expected": "a name on one line, without spaces at its ends, such as acme"
       },
       "site": {
        "title": "Site",
        "description": "A site of that client. It needs client.",
        "type": "string",
        "examples": [
         "hq"
        ],
        "shape": "place",
        "expected": "a name on one line, without spaces at its ends, such as acme"
       },
       "agent": {
        "title": "Agent",
        "description": "One agent (machine, server, instance) of that site. It needs client and site.",
        "type": "string",
        "examples": [
         "db-7"
        ],
        "shape": "place",
        "expected": "a name on one line, without spaces at its ends, such as acme"
       }
      },
      "additionalProperties": false
     },
     "timeZone": {
      "title": "Time zone",
      "description": "An IANA time zone name for this entry alone. Without it: the definition's timeZone.",
      "type": "string",
      "examples": [
       "America/New_York"
      ],
      "shape": "timeZone",
      "expected": "an IANA time zone name, such as Europe/Copenhagen"
     },
     "once": {
      "title": "Once",
      "description": "Single periods in local time. The list may stand alone or beside recurring or rrule.",
      "type": "array",
      "examples": [
       [
        {
         "start": "2026-12-31T20:00",
         "end": "2027-01-01T06:00"
        }
       ]
      ],
      "shape": "once",
      "items": {
       "title": "Period",
       "description": "From start to end in local time; the end is no longer part of it.",
       "type": "object",
       "examples": [
        {
         "start": "2026-12-31T20:00",
         "end": "2027-01-01T06:00"
        }
       ],
       "required": [
        "start",
        "end"
       ],
       "shape": "localInterval",
       "properties": {
        "start": {
         "title": "Start",
         "description": "When it begins, in local time.",
         "type": "string",
         "examples": [
          "2026-12-31T20:00"
         ],
         "shape": "localDateTime",
         "expected": "a local date and time YYYY-MM-DDTHH:MM without seconds or offset, such as \"2026-12-23T16:00\""
        },
        "end": {
         "title": "End",
         "description": "When it is over, in local time. T24:00 is the end of that day.",
         "type": "string",
         "examples": [
          "2027-01-01T06:00",
          "2026-12-31T24:00"
         ],
         "shape": "localEnd",
         "expected": "a local date and time YYYY-MM-DDTHH:MM without seconds or offset (24:00 is the end of the day), such as \"2027-01-02T10:00\""
        }
       },
       "additionalProperties": false
      }
     },
     "recurring": {
      "title": "Recurring",
      "description": "Periods that come back: how often, on which days, from when to when. An occurrence belongs to the day on which it begins.",
      "type": "object",
      "examples": [
       {
        "startTime": "22:00",
        "duration": "PT4H",
        "frequency": "monthly",
        "byDay": [
         {
          "day": "tu",
          "nthOfPeriod": 2
         }
        ]
       },
       {
        "startTime": "23:00",
        "endTime": "01:00",
        "frequency": "weekly",
        "byDay": [
         "sa",
         "su"
        ]
       }
      ],
      "required": [
       "frequency",
       "startTime"
      ],
      "shape": "recurring",
      "properties": {
       "startDate": {
        "title": "First day",
        "description": "No occurrence begins before this day. interval and count are counted from it.",
        "type": "string",
        "examples": [
         "2027-01-12"
        ],
        "shape": "localDate",
        "expected": "a date that exists, YYYY-MM-DD, such as \"2026-12-23\""
       },
       "endDate": {
        "title": "Last day",
        "description": "No occurrence begins after this day. Use either this or count.",
        "type": "string",
        "examples": [
         "2027-12-31"
        ],
        "shape": "localDate",
        "expected": "a date that exists, YYYY-MM-DD, such as \"2026-12-23\""
       },
       "startTime": {
        "title": "Start time",
        "description": "The local time at which each occurrence begins.",
        "type": "string",
        "examples": [
         "22:00"
        ],
        "shape": "localTime",
        "expected": "a time of day HH:MM from 00:00 to 23:59, quoted, such as \"22:00\""
       },
       "endTime": {
        "title": "End time",
        "description": "The local time at which each occurrence is over; when it is earlier than startTime, on the next day. Use either this or duration.",
        "type": "string",
        "examples": [
         "02:00",
         "24:00"
        ],
        "shape": "localEndTime",
        "expected": "a time of day HH:MM from 00:00 to 24:00, quoted, such as \"06:00\""
       },
       "duration": {
        "title": "Duration",
        "description": "How long each occurrence lasts: hours and minutes, or days. Use either this or endTime.",
        "type": "string",
        "examples": [
         "PT4H"
        ],
        "shape": "windowDuration",
        "expected": "a duration in hours and minutes (PT4H, PT1H30M) or in days (P2D)"
       },
       "frequency": {
        "title": "Frequency",
        "description": "The period in which the pattern repeats.",
        "type": "string",
        "enum": [
         "daily",
         "weekly",
         "monthly",
         "yearly"
        ],
        "examples": [
         "monthly"
        ],
        "enumDescriptions": {
         "daily": "Every day, or on the days that byDay, byMonthDay and byMonth leave.",
         "weekly": "In every week, on the days in byDay. Weeks begin on Monday.",
         "monthly": "In every month, on the days in byDay or byMonthDay.",
         "yearly": "In every year, in the months in byMonth, on the days in byDay or byMonthDay."
        }
       },
       "interval": {
        "title": "Interval",
        "description": "1: every period; 2: every second one, counted from startDate; and so on.",
        "type": "integer",
        "examples": [
         2
        ],
        "default": 1
       },
       "byDay": {
        "title": "Days of the week",
        "description": "The days on which it happens, such as [tu, th] or [{ day: tu, nthOfPeriod: 2 }].",
        "type": "array",
        "examples": [
         [
          "tu",
          "th"
         ],
         [
          {
           "day": "tu",
           "nthOfPeriod": 2
          }
         ]
        ],
        "items": {
         "title": "Day rule",
         "description": "A day of the week (tu), or a day with its position in the month or year ({ day: tu, nthOfPeriod: 2 }).",
         "type": [
          "string",
          "object"
         ],
         "examples": [
          "tu",
          {
           "day": "tu",
           "nthOfPeriod": 2
          }
         ],
         "required": [
          "day"
         ],
         "shape": "dayRule",
         "enumDescriptions": {
          "mo": "Monday",
          "tu": "Tuesday",
          "we": "Wednesday",
          "th": "Thursday",
          "fr": "Friday",
          "sa": "Saturday",
          "su": "Sunday"
         },
         "expected": "one of mo, tu, we, th, fr, sa, su",
         "properties": {
          "day": {
           "title": "Day of the week",
           "description": "The first two letters of the day's English name.",
           "type": "string",
           "enum": [
            "mo",
            "tu",
            "we",
            "th",
            "fr",
            "sa",
            "su"
           ],
           "examples": [
            "tu"
           ],
           "shape": "day",
           "enumDescriptions": {
            "mo": "Monday",
            "tu": "Tuesday",
            "we": "Wednesday",
            "th": "Thursday",
            "fr": "Friday",
            "sa": "Saturday",
            "su": "Sunday"
           }
          },
          "nthOfPeriod": {
           "title": "Which one",
           "description": "The position in the month (frequency monthly, or yearly with byMonth) or in the year (frequency yearly): 2 is the second, -1 the last. Without it: every one.",
           "type": "integer",
           "examples": [
            2,
            -1
           ]
          }
         },
         "additionalProperties": false
        }
       },
       "byMonthDay": {
        "title": "Days of the month",
        "description": "1 to 31, or -1 (the last day) to -31. A month that has no such day is skipped.",
        "type": "array",
        "examples": [
         [
          1,
          15
         ],
         [
          -1
         ]
        ],
        "items": {
         "type": "integer"
        }
       },
       "byMonth": {
        "title": "Months",
        "description": "The months in which it happens: 1 is January, 12 is December.",
        "type": "array",
        "examples": [
         [
          3,
          6,
          9,
          12
         ]
        ],
        "items": {
         "type": "integer"
        }
       },
       "bySetPos": {
        "title": "Positions",
        "description": "Keeps only these of the days found in one period: [-1] with byDay [mo, tu, we, th, fr] is the last working day.",
        "type": "array",
        "examples": [
         [
          -1
         ]
        ],
        "items": {
         "type": "integer"
        }
       },
       "count": {
        "title": "Count",
        "description": "Ends after this many occurrences, counted from startDate. Use either this or endDate.",
        "type": "integer",
        "examples": [
         12
        ]
       }
      },
      "additionalProperties": false
     },
     "rrule": {
      "title": "Recurrence rule",
      "description": "An iCalendar rule (RFC 5545) with start and duration beside it: FREQ from DAILY to YEARLY, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, COUNT or UNTIL.",
      "type": "string",
      "examples": [
       "FREQ=WEEKLY;BYDAY=SU"
      ],
      "shape": "rrule",
      "expected": "an iCalendar rule in capital letters without spaces, such as FREQ=WEEKLY;BYDAY=SU"
     },
     "start": {
      "title": "Start of the rule",
      "description": "From when on rrule counts, and the local time at which each occurrence begins. Belongs to rrule.",
      "type": "string",
      "examples": [
       "2026-11-29T02:00"
      ],
      "shape": "localDateTime",
      "expected": "a local date and time YYYY-MM-DDTHH:MM without seconds or offset, such as \"2026-12-23T16:00\""
     },
     "duration": {
      "title": "Duration of each occurrence",
      "description": "How long each occurrence of rrule lasts: hours and minutes, or days. Belongs to rrule.",
      "type": "string",
      "examples": [
       "PT4H"
      ],
      "shape": "windowDuration",
      "expected": "a duration in hours and minutes (PT4H, PT1H30M) or in days (P2D)"
     },
     "exclude": {
      "title": "Exclude",
      "description": "Names of schedules. An occurrence that begins inside one of them is dropped whole; any other is kept whole.",
      "type": "array",
      "examples": [
       [
        "holidays"
       ]
      ],
      "items": {
       "title": "Id",
       "description": "A short name that never changes: lower-case letters, digits and single hyphens.",
       "type": "string",
       "examples": [
        "patch-tuesday"
       ],
       "shape": "id",
       "expected": "an id of lower-case letters, digits and single hyphens, such as patch-tuesday"
      }
     },
     "announce": {
      "title": "Announce",
      "description": "How long before its start people see the window coming: the phase is scheduled and the notice is shown.",
      "type": "string",
      "examples": [
       "PT30M"
      ],
      "shape": "exactDuration",
      "expected": "a duration in hours and minutes, such as PT30M or PT1H30M"
     },
     "cutoff": {
      "title": "Cutoff",
      "description": "For this long before the start, nothing begins any more that the window would refuse.",
      "type": "string",
      "examples": [
       "PT15M"
      ],
      "shape": "exactDuration",
      "expected": "a duration in hours and minutes, such as PT30M or PT1H30M"
     },
     "letThrough": {
      "title": "Let through",
      "description": "The roles that get in during a blackout. Without it: nobody.",
      "type": "array",
      "examples": [
       [
        "system-administrator"
       ]
      ],
      "shape": "roleIds",
      "items": {
       "title": "Id",
       "description": "A short name that never changes: lower-case letters, digits and single hyphens.",
       "type": "string",
       "examples": [
        "patch-tuesday"
       ],
       "shape": "id",
       "expected": "an id of lower-case letters, digits and single hyphens, such as patch-tuesday"
      }
     },
     "operations": {
      "title": "Operations",
      "description": "Limits the window to these operations; about any other it says nothing. Without it: all operations.",
      "type": "array",
      "examples": [
       [
        "alert.*"
       ]
      ],
      "shape": "operationPatterns",
      "items": {
       "title": "Operation pattern",
       "description": "One operation (process.component.run), everything below a name (process.approval.*), or everything (*).",
       "type": "string",
       "examples": [
        "process.approval.*"
       ],
       "shape": "operationPattern",
       "expected": "a dotted name (process.component.run), a name with .* at its end (process.approval.*), or *"
      }
     },
     "answer": {
      "title": "Answer",
      "description": "What someone is told when this window refuses an operation.",
      "type": "string",
      "examples": [
       "Closed for the turn of the year"
      ],
      "shape": "answer"
     }
    },
    "additionalProperties": false
   }
  },
  "agents": {
   "title": "Agents",
   "description": "The inventory, if you want to list it: for completion, for finding misspelt names, and for display. It never changes a decision.",
   "type": "array",
   "examples": [
    [
     {
      "client": "acme",
      "site": "hq",
      "ids": [
       "db-7",
       "web-1"
      ]
     }
    ]
   ],
   "items": {
    "title": "Agents of a site",
    "description": "The agents of one site of one client.",
    "type": "object",
    "examples": [
     {
      "client": "acme",
      "site": "hq",
      "ids": [
       "db-7",
       "web-1"
      ]
     }
    ],
    "required": [
     "client",
     "site",
     "ids"
    ],
    "shape": "agentGroup",
    "properties": {
     "client": {
      "title": "Client",
      "description": "The client, exactly as targets write it.",
      "type": "string",
      "examples": [
       "acme"
      ],
      "shape": "place",
      "expected": "a name on one line, without spaces at its ends, such as acme"
     },
     "site": {
      "title": "Site",
      "description": "The site of that client, exactly as targets write it.",
      "type": "string",
      "examples": [
       "hq"
      ],
      "shape": "place",
      "expected": "a name on one line, without spaces at its ends, such as acme"
     },
     "ids": {
      "title": "Agents",
      "description": "The agents of that site, each once.",
      "type": "array",
      "examples": [
       [
        "db-7",
        "web-1"
       ]
      ],
      "items": {
       "title": "Client, site or agent",
       "description": "The name exactly as the inventory of your system writes it, upper and lower case included.",
       "type": "string",
       "examples": [
        "acme"
       ],
       "shape": "place",
       "expected": "a name on one line, without spaces at its ends, such as acme"
      }
     }
    },
    "additionalProperties": false
   }
  },
  "overrides": {
   "title": "Overrides",
   "description": "Exceptions, each with its reason: something that stays out of maintenance, something that is always in it, somebody who is let in for a while.",
   "type": "array",
   "examples": [
    [
     {
      "id": "keep-db",
      "effect": "exempt",
      "target": {
       "client": "acme"
      },
      "reason": "INC-42"
     }
    ]
   ],
   "items": {
    "title": "Override",
    "description": "One exception. When several say something about one target, the nearest decides.",
    "type": "object",
    "examples": [
     {
      "id": "lab-always",
      "effect": "maintenance",
      "target": {
       "client": "acme",
       "site": "lab"
      },
      "reason": "being built"
     },
     {
      "id": "jit-db",
      "effect": "admit",
      "roles": [
       "contractor"
      ],
      "operations": [
       "database.connect"
      ],
      "reason": "INC-43",
      "expires": "2026-11-24T18:00:00Z"
     }
    ],
    "required": [
     "id",
     "effect",
     "reason"
    ],
    "shape": "override",
    "properties": {
     "id": {
      "title": "Override id",
      "description": "The id of this exception. Decisions and the history name it.",
      "type": "string",
      "examples": [
       "keep-db"
      ],
      "shape": "id",
      "expected": "an id of lower-case letters, digits and single hyphens, such as patch-tuesday"
     },
     "effect": {
      "title": "Effect",
      "description": "What this exception does.",
      "type": "string",
      "enum": [
       "exempt",
       "maintenance",
       "admit"
      ],
      "examples": [
       "exempt"
      ],
      "enumDescriptions": {
       "exempt": "The target stays out of maintenance, whatever a toggle on its level or above or a window says.",
       "maintenance": "The target is in maintenance until this expires.",
       "admit": "Just-in-time access: the roles are let in to the operations until this expires, also when they are blocked."
      }
     },
     "target": {
      "title": "Target",
      "description": "What this exception is about. Without it: the whole environment.",
      "type": "object",
      "examples": [
       {
        "client": "acme",
        "site": "hq",
        "agent": "db-7"
       }
      ],
      "properties": {
       "client": {
        "title": "Client",
        "description": "The client, exactly as the inventory writes it.",
        "type": "string",
        "examples": [
         "acme"
        ],
        "shape": "place",
        "expected": "a name on one line, without spaces at its ends, such as acme"
       },
       "site": {
        "title": "Site",
        "description": "A site of that client. It needs client.",
        "type": "string",
        "examples": [
         "hq"
        ],
        "shape": "place",
        "expected": "a name on one line, without spaces at its ends, such as acme"
       },
       "agent": {
        "title": "Agent",
        "description": "One agent (machine, server, instance) of that site. It needs client and site.",
        "type": "string",
        "examples": [
         "db-7"
        ],
        "shape": "place",
        "expected": "a name on one line, without spaces at its ends, such as acme"
       }
      },
      "additionalProperties": false
     },
     "roles": {
      "title": "Roles",
      "description": "Who is let in. Needed for, and only possible with, the effect admit.",
      "type": "array",
      "examples": [
       [
        "contractor"
       ]
      ],
      "shape": "roleIds",
      "items": {
       "title": "Id",
       "description": "A short name that never changes: lower-case letters, digits and single hyphens.",
       "type": "string",
       "examples": [
        "patch-tuesday"
       ],
       "shape": "id",
       "expected": "an id of lower-case letters, digits and single hyphens, such as patch-tuesday"
      }
     },
     "operations": {
      "title": "Operations",
      "description": "What they may do. Only possible with the effect admit; without it: everything.",
      "type": "array",
      "examples": [
       [
        "database.connect"
       ]
      ],
      "shape": "operationPatterns",
      "items": {
       "title": "Operation pattern",
       "description": "One operation (process.component.run), everything below a name (process.approval.*), or everything (*).",
       "type": "string",
       "examples": [
        "process.approval.*"
       ],
       "shape": "operationPattern",
       "expected": "a dotted name (process.component.run), a name with .* at its end (process.approval.*), or *"
      }
     },
     "reason": {
      "title": "Reason",
      "description": "Why this exception exists: a ticket, or a sentence that the next person understands.",
      "type": "string",
      "examples": [
       "INC-42: the database is being rebuilt"
      ],
      "shape": "text"
     },
     "expires": {
      "title": "Expires",
      "description": "From this instant on the exception no longer counts. Without it, it holds until somebody removes it.",
      "type": "string",
      "examples": [
       "2026-12-24T00:00:00Z"
      ],
      "shape": "instant",
      "expected": "an instant with seconds and an offset, such as \"2026-12-24T00:00:00Z\""
     }
    },
    "additionalProperties": false
   }
  },
  "transitions": {
   "title": "Transitions",
   "description": "How maintenance is entered and left by hand: who must approve, what is waited for, what is restarted. Windows wait for none of these.",
   "type": "object",
   "examples": [
    {
     "drain": {
      "timeout": "PT30M",
      "then": "proceed"
     }
    }
   ],
   "properties": {
    "approval": {
     "title": "Approval",
     "description": "When this is present, a second person must agree. The one who carries it out is never the one who asked. Force does not skip it.",
     "type": "object",
     "examples": [
      {
       "for": [
        "enable",
        "disable"
       ],
       "approvers": [
        "system-administrator"
       ]
      }
     ],
     "required": [
      "for",
      "approvers"
     ],
     "properties": {
      "for": {
       "title": "Needed for",
       "description": "The actions that need an approval, each including its forced form.",
       "type": "array",
       "examples": [
        [
         "enable",
         "disable"
        ]
       ],
       "items": {
        "type": "string",
        "enum": [
         "enable",
         "disable"
        ],
        "enumDescriptions": {
         "enable": "Switching maintenance on, also by force.",
         "disable": "Switching maintenance off, also by force."
        }
       }
      },
      "approvers": {
       "title": "Approvers",
       "description": "The roles that may approve or reject.",
       "type": "array",
       "examples": [
        [
         "system-administrator"
        ]
       ],
       "shape": "roleIds",
       "items": {
        "title": "Id",
        "description": "A short name that never changes: lower-case letters, digits and single hyphens.",
        "type": "string",
        "examples": [
         "patch-tuesday"
        ],
        "shape": "id",
        "expected": "an id of lower-case letters, digits and single hyphens, such as patch-tuesday"
       }
      }
     },
     "additionalProperties": false
    },
    "drain": {
     "title": "Drain",
     "description": "When this is present, enabling first waits for what is running to end. New work is refused at once. Force skips it.",
     "type": "object",
     "examples": [
      {
       "timeout": "PT30M",
       "then": "proceed"
      }
     ],
     "required": [
      "timeout",
      "then"
     ],
     "properties": {
      "timeout": {
       "title": "Timeout",
       "description": "How long to wait for what is running, in hours and minutes.",
       "type": "string",
       "examples": [
        "PT30M"
       ],
       "shape": "exactDuration",
       "expected": "a duration in hours and minutes, such as PT30M or PT1H30M"
      },
      "then": {
       "title": "After the timeout",
       "description": "What happens when something still runs at the end of the wait.",
       "type": "string",
       "enum": [
        "proceed",
        "cancel"
       ],
       "examples": [
        "proceed"
       ],
       "enumDescriptions": {
        "proceed": "Maintenance is on; what still runs goes on running.",
        "cancel": "Maintenance is switched off again and the attempt is reported as failed."
       }
      }
     },
     "additionalProperties": false
    },
    "restart": {
     "title": "Restart",
     "description": "When this is present, a switch takes effect only when every service named here has restarted.",
     "type": "object",
     "examples": [
      {
       "services": [
        "aos"
       ]
      }
     ],
     "required": [
      "services"
     ],
     "properties": {
      "services": {
       "title": "Services",
       "description": "Ids of the services that must restart.",
       "type": "array",
       "examples": [
        [
         "aos"
        ]
       ],
       "items": {
        "title": "Id",
        "description": "A short name that never changes: lower-case letters, digits and single hyphens.",
        "type": "string",
        "examples": [
         "patch-tuesday"
        ],
        "shape": "id",
        "expected": "an id of lower-case letters, digits and single hyphens, such as patch-tuesday"
       }
      }
     },
     "additionalProperties": false
    }
   },
   "additionalProperties": false
  },
  "services": {
   "title": "Services",
   "description": "The services of the environment that can be restarted.",
   "type": "array",
   "examples": [
    [
     {
      "id": "aos",
      "title": "AOS service"
     }
    ]
   ],
   "shape": "services",
   "items": {
    "title": "Service",
    "description": "A service of the environment that can be restarted.",
    "type": "object",
    "examples": [
     {
      "id": "aos",
      "title": "AOS service"
     }
    ],
    "required": [
     "id"
    ],
    "shape": "service",
    "properties": {
     "id": {
      "title": "Service id",
      "description": "The id under which transitions and the endpoint name this service.",
      "type": "string",
      "examples": [
       "aos"
      ],
      "shape": "id",
      "expected": "an id of lower-case letters, digits and single hyphens, such as patch-tuesday"
     },
     "title": {
      "title": "Service title",
      "description": "The name of the service as people know it.",
      "type": "string",
      "examples": [
       "AOS service"
      ],
      "shape": "title"
     }
    },
    "additionalProperties": false
   }
  }
 },
 "additionalProperties": false
};
