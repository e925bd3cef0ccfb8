/** What differs between the releases of Debian's adduser. */
export interface AdduserRelease {
  readonly version: string;
  /** What stands before a message of this level; nothing: the program's name stands before errors. */
  readonly level: (level: 'info' | 'warn' | 'err' | 'fatal') => string;
  /** How a new user's group is named in the message. */
  readonly describesGroup: (group: string, gid: number) => string;
  /** Further groups that everybody gets. */
  readonly extraGroups: readonly string[];
  readonly homeMode: number;
  /** Where users of the system live who were told nothing else. */
  readonly systemHome: (name: string) => string;
  readonly badName: string;
  /** Says a second time, as gpasswd does, that a member is added. */
  readonly repeatsMember: boolean;
  /** Being a member already is worth a warning. */
  readonly warnsOfMember: boolean;
  readonly saysDone: boolean;
  /** Tells where it looks for free numbers. */
  readonly saysRanges: boolean;
  /** `deluser` takes crontabs away without a word about cron's not being there. */
  readonly removesCrontab: boolean;
}

const newBadName =
  "Please enter a username matching the regular expression\n            configured via the NAME_REGEX configuration variable.  Use the\n            `--allow-bad-names' option to relax this check or reconfigure\n            NAME_REGEX in configuration.";

/** Of Ubuntu 14.04 to 22.04. */
const ubuntu: AdduserRelease = {
  version: '3.118',
  level: () => '',
  describesGroup: group => group,
  extraGroups: [],
  homeMode: 0o750,
  systemHome: name => `/home/${name}`,
  badName:
    "Please enter a username matching the regular expression configured\nvia the NAME_REGEX[_SYSTEM] configuration variable.  Use the `--force-badname'\noption to relax this check or reconfigure NAME_REGEX.",
  repeatsMember: true,
  warnsOfMember: false,
  saysDone: true,
  saysRanges: false,
  removesCrontab: true,
};

/** Of Debian 12. */
const bookworm: AdduserRelease = {
  ...ubuntu,
  version: '3.134',
  describesGroup: (group, gid) => `${group} (${String(gid)})`,
  extraGroups: ['users'],
  homeMode: 0o700,
  systemHome: () => '/nonexistent',
  badName: newBadName,
  repeatsMember: false,
  warnsOfMember: true,
  removesCrontab: false,
};

/** Of Ubuntu 24.04. */
const noble: AdduserRelease = {
  ...bookworm,
  version: '3.137',
  level: level => `${level}: `,
  homeMode: 0o750,
  warnsOfMember: false,
  saysDone: false,
  saysRanges: true,
};

export const adduserReleases = [ubuntu, bookworm, noble] as const;
