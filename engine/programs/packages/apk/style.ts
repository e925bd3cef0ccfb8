/** What differs between the releases of apk. */
export interface ApkStyle {
  readonly number: string;
  /** Indexes that are not in the cache are fetched when they are needed. */
  readonly fetchesByItself: boolean;
  readonly unsolvable: string;
  readonly noSuchPackage: string;
}

/** By the number in the program's id (`apk-2.14.0`). */
export const apkStyles: readonly ApkStyle[] = [
  { number: '2.14.0', fetchesByItself: true, unsolvable: 'unable to select packages', noSuchPackage: 'no such package' },
  { number: '2.10.6', fetchesByItself: false, unsolvable: 'unsatisfiable constraints', noSuchPackage: 'missing' },
];
