/** Whose version of a program it is: the GNU one of Debian and its kin, or the applet of BusyBox on Alpine. */
export type Flavour = 'gnu' | 'busybox';

/** What BusyBox says before a usage text. */
export const busyboxBanner = 'BusyBox v1.36.1 (2023-11-07 18:53:09 UTC) multi-call binary.';
