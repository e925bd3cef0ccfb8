import type { DebRelease } from './apt-mirror.js';
import { moreOfBookworm } from './debian-12-more.js';

/** Debian 12 "bookworm". */
export const bookworm: DebRelease = {
  codename: 'bookworm',
  archive: 'oldstable',
  version: '12.15',
  origin: 'Debian',
  packing: '.xz',
  pockets: [
    { name: '', suite: 'bookworm', root: '/debian', releaseBytes: 151_000, lists: { main: [8_792_000, 18_900_000] } },
    { name: 'updates', suite: 'bookworm-updates', root: '/debian', releaseBytes: 55_400, lists: { main: [6_924, 18_000] } },
    { name: 'security', suite: 'bookworm-security', root: '/debian-security', releaseBytes: 48_000, lists: { main: [296_000, 640_000] } },
  ],
  base: `adduser 3.134 main admin 183272 686 all ; passwd
apt 2.6.2 main admin 1373116 4232 ; adduser, gpgv | gpgv2 | gpgv1, libapt-pkg6.0 (>= 2.6.2), debian-archive-keyring, libc6 (>= 2.34), libgcc-s1 (>= 3.0), libgnutls30 (>= 3.7.5), libseccomp2 (>= 2.4.2), libstdc++6 (>= 11), libsystemd0
base-files 12.4+deb12u15 main admin 70936 341 ; awk
base-passwd 3.6.1 main admin 59972 247 ; libc6 (>= 2.34), libdebconfclient0 (>= 0.145), libselinux1 (>= 3.1~)
bash 5.2.15-2+b13 main shells 1490652 7164 ; libc6 (>= 2.36), libtinfo6 (>= 6), base-files (>= 2.1.12), debianutils (>= 5.6-0.1)
bsdutils 1:2.38.1-5+deb12u3 main utils 94412 355 ; libc6 (>= 2.34), libsystemd0
coreutils 9.1-1 main utils 2896560 18062 ; libacl1 (>= 2.2.23), libattr1 (>= 1:2.4.44), libc6 (>= 2.34), libgmp10 (>= 2:6.2.1+dfsg1), libselinux1 (>= 3.1~)
dash 0.5.12-2 main shells 91848 191 ; libc6 (>= 2.34), debianutils (>= 5.6-0.1), dpkg (>= 1.19.1)
debconf 1.5.82 main admin 121212 491 all
debian-archive-keyring 2023.3+deb12u2 main misc 178572 293 all
debianutils 5.7-0.5~deb12u1 main utils 102588 243 ; libc6 (>= 2.34)
diffutils 1:3.8-4 main utils 351740 1598 ; libc6 (>= 2.34)
dpkg 1.21.23 main admin 1567804 6409 ; libbz2-1.0, libc6 (>= 2.34), liblzma5 (>= 5.4.0), libmd0 (>= 0.0.0), libselinux1 (>= 3.1~), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4), tar (>= 1.28-1)
e2fsprogs 1.47.0-2+b2 main admin 571920 1497 ; libblkid1 (>= 2.36), libc6 (>= 2.34), libcom-err2 (>= 1.43.9), libext2fs2 (= 1.47.0-2+b2), libss2 (>= 1.38), libuuid1 (>= 2.16), logsave
findutils 4.9.0-4 main utils 635500 1746 ; libc6 (>= 2.34), libselinux1 (>= 3.1~)
gcc-12-base 12.2.0-14+deb12u1 main libs 37596 100
gpgv 2.2.40-1.1+deb12u2 main utils 648768 918 ; libbz2-1.0, libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42), zlib1g (>= 1:1.1.4)
grep 3.8-5 main utils 421444 1245 ; libc6 (>= 2.34), libpcre2-8-0 (>= 10.32), dpkg (>= 1.15.4) | install-info
gzip 1.12-1 main utils 140364 252 ; libc6 (>= 2.33), dpkg (>= 1.15.4) | install-info
hostname 3.23+nmu1 main admin 10500 46 ; libc6 (>= 2.34)
init-system-helpers 1.65.2+deb12u1 main admin 39020 133 all ; usrmerge | usr-is-merged
libacl1 2.3.1-3 main libs 31488 73 ; libc6 (>= 2.33)
libapt-pkg6.0 2.6.2 main libs 906972 3297 ; libbz2-1.0, libc6 (>= 2.34), libgcc-s1 (>= 3.0), libgcrypt20 (>= 1.10.0), liblz4-1 (>= 0.0~r127), liblzma5 (>= 5.1.1alpha+20120614), libstdc++6 (>= 11), libsystemd0 (>= 221), libudev1 (>= 183), libxxhash0 (>= 0.7.1), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.2.2.3)
libattr1 1:2.5.1-4 main libs 22164 59 ; libc6 (>= 2.4)
libaudit-common 1:3.0.9-1 main libs 10448 22 all
libaudit1 1:3.0.9-1 main libs 46764 150 ; libaudit-common (>= 1:3.0.9-1), libc6 (>= 2.33), libcap-ng0 (>= 0.7.9)
libblkid1 2.38.1-5+deb12u3 main libs 147380 398 ; libc6 (>= 2.33)
libbz2-1.0 1.0.8-5+b1 main libs 47348 106 ; libc6 (>= 2.4)
libc-bin 2.36-9+deb12u14 main libs 609144 2042 ; libc6 (>> 2.36), libc6 (<< 2.37)
libc6 2.36-9+deb12u14 main libs 2759320 13001 ; libgcc-s1
libcap-ng0 0.8.3-1+b3 main libs 17068 65 ; libc6 (>= 2.33)
libcap2 1:2.66-4+deb12u3+b1 main libs 27708 95 ; libc6 (>= 2.34)
libcom-err2 1.47.0-2+b2 main libs 20044 55 ; libc6 (>= 2.17)
libcrypt1 1:4.4.33-2 main libs 89464 233 ; libc6 (>= 2.36)
libdb5.3 5.3.28+dfsg2-1 main libs 697412 1833 ; libc6 (>= 2.34)
libdebconfclient0 0.270 main libs 9900 37 ; libc6 (>= 2.4)
libext2fs2 1.47.0-2+b2 main libs 204900 535 ; libc6 (>= 2.34)
libffi8 3.4.4-1 main libs 22856 68 ; libc6 (>= 2.34)
libgcc-s1 12.2.0-14+deb12u1 main libs 49856 140 ; gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.35)
libgcrypt20 1.10.1-3+deb12u1 main libs 696204 1592 ; libc6 (>= 2.34), libgpg-error0 (>= 1.27)
libgmp10 2:6.2.1+dfsg1-1.1 main libs 562588 855 ; libc6 (>= 2.14)
libgnutls30 3.7.9-2+deb12u7 main libs 1409084 3396 ; libc6 (>= 2.34), libgmp10 (>= 2:6.2.1+dfsg1), libhogweed6 (>= 3.6), libidn2-0 (>= 2.0.0), libnettle8 (>= 3.7~), libp11-kit0 (>= 0.23.18.1), libtasn1-6 (>= 4.14), libunistring2 (>= 0.9.7)
libgpg-error0 1.46-1 main libs 76888 192 ; libc6 (>= 2.34)
libhogweed6 3.8.1-2 main libs 327524 463 ; libc6 (>= 2.14), libgmp10 (>= 2:6.2.1+dfsg1), libnettle8
libidn2-0 2.3.3-1+b1 main libs 123636 439 ; libc6 (>= 2.14), libunistring2 (>= 0.9.7)
liblz4-1 1.9.4-1 main libs 62884 169 ; libc6 (>= 2.14)
liblzma5 5.4.1-1+deb12u2 main libs 205796 333 ; libc6 (>= 2.34)
libmd0 1.0.4-2 main libs 29456 79 ; libc6 (>= 2.33)
libmount1 2.38.1-5+deb12u3 main libs 165732 454 ; libblkid1 (>= 2.17.2), libc6 (>= 2.34), libselinux1 (>= 3.1~)
libnettle8 3.8.1-2 main libs 287764 520 ; libc6 (>= 2.17)
libp11-kit0 0.24.1-2 main libs 345080 1408 ; libc6 (>= 2.34), libffi8 (>= 3.4)
libpam-modules 1.5.2-6+deb12u2 main admin 291056 1031 ; libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libcrypt1 (>= 1:4.3.0), libdb5.3, libpam0g (>= 1.4.1), libselinux1 (>= 3.1~), debconf (>= 0.5) | debconf-2.0, libpam-modules-bin (= 1.5.2-6+deb12u2)
libpam-modules-bin 1.5.2-6+deb12u2 main admin 75676 227 ; libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libcrypt1 (>= 1:4.3.0), libpam0g (>= 0.99.7.1), libselinux1 (>= 3.1~)
libpam-runtime 1.5.2-6+deb12u2 main admin 160936 876 all ; debconf (>= 0.5) | debconf-2.0, debconf (>= 1.5.19) | cdebconf, libpam-modules (>= 1.0.1-6)
libpam0g 1.5.2-6+deb12u2 main libs 92060 215 ; libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), debconf (>= 0.5) | debconf-2.0
libpcre2-8-0 10.42-1+deb12u2 main libs 261628 685 ; libc6 (>= 2.34)
libseccomp2 2.5.4-1+deb12u1 main libs 46808 148 ; libc6 (>= 2.4)
libselinux1 3.4-1+b6 main libs 73720 199 ; libc6 (>= 2.34), libpcre2-8-0 (>= 10.22)
libsemanage-common 3.4-1 main libs 21632 37 all
libsemanage2 3.4-1+b5 main libs 89884 297 ; libsemanage-common (>= 3.4-1), libaudit1 (>= 1:2.2.1), libbz2-1.0, libc6 (>= 2.34), libselinux1 (>= 3.4), libsepol2 (>= 3.4)
libsepol2 3.4-2.1 main libs 275900 775 ; libc6 (>= 2.33)
libsmartcols1 2.38.1-5+deb12u3 main libs 106776 289 ; libc6 (>= 2.33)
libss2 1.47.0-2+b2 main libs 24800 71 ; libcom-err2, libc6 (>= 2.34)
libstdc++6 12.2.0-14+deb12u1 main libs 612604 2686 ; gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.36), libgcc-s1 (>= 4.2)
libsystemd0 252.39-1~deb12u2 main libs 332372 909 ; libc6 (>= 2.34), libcap2 (>= 1:2.10), libgcrypt20 (>= 1.10.0), liblz4-1 (>= 0.0~r122), liblzma5 (>= 5.1.1alpha+20120614), libzstd1 (>= 1.5.2)
libtasn1-6 4.19.0-2+deb12u1 main libs 48596 116 ; libc6 (>= 2.14)
libtinfo6 6.4-4 main libs 331352 541 ; libc6 (>= 2.34)
libudev1 252.39-1~deb12u2 main libs 108880 240 ; libc6 (>= 2.34)
libunistring2 1.0-2 main libs 436708 1807 ; libc6 (>= 2.34)
libuuid1 2.38.1-5+deb12u3 main libs 28784 79 ; libc6 (>= 2.25)
libxxhash0 0.8.1-1 main libs 27584 99 ; libc6 (>= 2.14)
libzstd1 1.5.4+dfsg2-5 main libs 290036 785 ; libc6 (>= 2.34)
login 1:4.13+dfsg1-1+deb12u2 main admin 616084 2550 ; libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libcrypt1 (>= 1:4.1.0), libpam0g (>= 0.99.7.1), libpam-runtime, libpam-modules
logsave 1.47.0-2+b2 main admin 19876 50 ; libc6 (>= 2.34)
mawk 1.3.4.20200120-3.1 main interpreters 119144 263 ; libc6 (>= 2.29)
mount 2.38.1-5+deb12u3 main admin 134044 393 ; libblkid1 (>= 2.17.2), libc6 (>= 2.34), libmount1 (>= 2.38), libselinux1 (>= 3.1~), libsmartcols1 (>= 2.33)
ncurses-base 6.4-4 main misc 261308 379 all
ncurses-bin 6.4-4 main utils 421400 636 ; libc6 (>= 2.34), libtinfo6 (>= 6.3)
passwd 1:4.13+dfsg1-1+deb12u2 main admin 972180 2827 ; libaudit1 (>= 1:2.2.1), libc6 (>= 2.36), libcrypt1 (>= 1:4.1.0), libpam0g (>= 0.99.7.1), libselinux1 (>= 3.1~), libsemanage2 (>= 2.0.32), libpam-modules
perl-base 5.36.0-7+deb12u4 main perl 1609596 7643 ; libc6 (>= 2.35), libcrypt1 (>= 1:4.1.0), dpkg (>= 1.17.17)
sed 4.9-1+deb12u1 main utils 329092 987 ; libacl1 (>= 2.2.23), libc6 (>= 2.34), libselinux1 (>= 3.1~)
sysvinit-utils 3.06-4 main admin 30996 100 ; libc6 (>= 2.34)
tar 1.34+dfsg-1.2+deb12u1 main utils 836288 3144 ; libacl1 (>= 2.2.23), libc6 (>= 2.34), libselinux1 (>= 3.1~)
tzdata 2026f-0+deb12u1 main localization 307832 2571 all ; debconf (>= 0.5) | debconf-2.0
usr-is-merged 37~deb12u1 main oldlibs 5616 13 all
util-linux 2.38.1-5+deb12u3 main utils 1177276 4978 ; libblkid1 (>= 2.37.2), libc6 (>= 2.34), libcap-ng0 (>= 0.7.9), libcrypt1 (>= 1:4.1.0), libmount1 (>= 2.38), libpam0g (>= 0.99.7.1), libselinux1 (>= 3.1~), libsmartcols1 (>= 2.38), libsystemd0, libtinfo6 (>= 6), libudev1 (>= 183), libuuid1 (>= 2.16), zlib1g (>= 1:1.1.4), util-linux-extra
util-linux-extra 2.38.1-5+deb12u3 main utils 110728 366 ; libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libsmartcols1 (>= 2.38)
zlib1g 1:1.2.13.dfsg-1 main libs 86684 168 ; libc6 (>= 2.14)
`,
  packages: `${moreOfBookworm}apache2 2.4.71-1~deb12u1 main httpd 237772 588 ; init-system-helpers (>= 1.54~), apache2-bin (= 2.4.71-1~deb12u1), apache2-data (= 2.4.71-1~deb12u1), apache2-utils (= 2.4.71-1~deb12u1), lsb-base, media-types, perl, procps ; ssl-cert ; apache2-doc, apache2-suexec-pristine | apache2-suexec-custom, www-browser
apache2-bin 2.4.71-1~deb12u1 main httpd 1409916 5144 ; perl, libapr1 (>= 1.7.0), libaprutil1 (>= 1.6.0), libaprutil1-dbd-sqlite3 | libaprutil1-dbd-mysql | libaprutil1-dbd-odbc | libaprutil1-dbd-pgsql | libaprutil1-dbd-freetds, libaprutil1-ldap, libbrotli1 (>= 0.6.0), libc6 (>= 2.36), libcrypt1 (>= 1:4.1.0), libcurl4 (>= 7.28.0), libjansson4 (>= 2.14), libldap-2.5-0 (>= 2.5.4), liblua5.3-0, libnghttp2-14 (>= 1.50.0), libpcre2-8-0 (>= 10.22), libssl3 (>= 3.0.0), libxml2 (>= 2.7.4), zlib1g (>= 1:1.1.4) ;  ; apache2-doc, apache2-suexec-pristine | apache2-suexec-custom, www-browser
apache2-data 2.4.71-1~deb12u1 main httpd 159880 847 all
apache2-utils 2.4.71-1~deb12u1 main httpd 223608 452 ; libapr1 (>= 1.4.8-2~), libaprutil1 (>= 1.5.0), libc6 (>= 2.34), libcrypt1 (>= 1:4.1.0), libssl3 (>= 3.0.0)
apt-utils 2.6.2 main admin 309596 1037 ; apt (= 2.6.2), libapt-pkg6.0 (>= 2.6.2), libc6 (>= 2.34), libdb5.3, libgcc-s1 (>= 3.0), libstdc++6 (>= 11)
bash-completion 1:2.11-6 main shells 233912 1463 all
bind9-dnsutils 1:9.18.49-1~deb12u3 main net 158488 501 ; bind9-host | host, bind9-libs (= 1:9.18.49-1~deb12u3), libc6 (>= 2.34), libedit2 (>= 2.11-20080614-0), libidn2-0 (>= 2.0.0), libjemalloc2 (>= 3.5.0), libkrb5-3 (>= 1.6.dfsg.2), libprotobuf-c1 (>= 1.0.0)
bind9-host 1:9.18.49-1~deb12u3 main net 57620 147 ; bind9-libs (= 1:9.18.49-1~deb12u3), libc6 (>= 2.34), libidn2-0 (>= 2.0.0), libjemalloc2 (>= 3.5.0)
bind9-libs 1:9.18.49-1~deb12u3 main libs 1185996 3509 ; libuv1 (>= 1.40.0), libc6 (>= 2.34), libfstrm0 (>= 0.2.0), libgssapi-krb5-2 (>= 1.17), libjemalloc2 (>= 4.0.0), libjson-c5 (>= 0.15), libkrb5-3 (>= 1.6.dfsg.2), liblmdb0 (>= 0.9.7), libmaxminddb0 (>= 1.3.0), libnghttp2-14 (>= 1.12.0), libprotobuf-c1 (>= 1.0.1), libssl3 (>= 3.0.0), libxml2 (>= 2.7.4), zlib1g (>= 1:1.1.4)
bsdextrautils 2.38.1-5+deb12u3 main utils 86968 337 ; libc6 (>= 2.34), libsmartcols1 (>= 2.38), libtinfo6 (>= 6)
ca-certificates 20250419~deb12u2 main misc 160948 388 all ; openssl (>= 1.1.1), debconf (>= 0.5) | debconf-2.0
curl 7.88.1-10+deb12u15 main web 315764 489 ; libc6 (>= 2.34), libcurl4 (= 7.88.1-10+deb12u15), zlib1g (>= 1:1.1.4)
dbus 1.14.10-1~deb12u1 main admin 97360 182 ; init-system-helpers (>= 1.54~), dbus-bin (= 1.14.10-1~deb12u1), dbus-daemon (= 1.14.10-1~deb12u1), dbus-system-bus-common (>= 1.14.10-1~deb12u1), libc6 (>= 2.34), libdbus-1-3 (= 1.14.10-1~deb12u1), libexpat1 (>= 2.1~beta3), libsystemd0 ;  ; default-dbus-session-bus | dbus-session-bus
dbus-bin 1.14.10-1~deb12u1 main admin 105356 213 ; libc6 (>= 2.34), libdbus-1-3 (= 1.14.10-1~deb12u1)
dbus-daemon 1.14.10-1~deb12u1 main admin 183656 375 ; dbus-bin (= 1.14.10-1~deb12u1), dbus-session-bus-common (>= 1.14.10-1~deb12u1), libapparmor1 (>= 2.8.94), libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libcap-ng0 (>= 0.7.9), libdbus-1-3 (= 1.14.10-1~deb12u1), libexpat1 (>= 2.1~beta3), libselinux1 (>= 3.1~), libsystemd0
dbus-session-bus-common 1.14.10-1~deb12u1 main admin 78232 107 all
dbus-system-bus-common 1.14.10-1~deb12u1 main admin 79344 119 all ; adduser
default-mysql-client 1.1.0 main database 2852 9 all ; mariadb-client
dirmngr 2.2.40-1.1+deb12u2 main utils 792544 1329 ; adduser, gpgconf (= 2.2.40-1.1+deb12u2), lsb-base (>= 3.2-13), init-system-helpers (>= 1.52), libassuan0 (>= 2.5.0), libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgnutls30 (>= 3.7.5), libgpg-error0 (>= 1.42), libksba8 (>= 1.3.5), libldap-2.5-0 (>= 2.5.4), libnpth0 (>= 0.90) ; gnupg (= 2.2.40-1.1+deb12u2) ; dbus-user-session, libpam-systemd, pinentry-gnome3, tor
dnsutils 1:9.18.49-1~deb12u3 main net 14224 26 all ; bind9-dnsutils
file 1:5.44-3 main utils 42472 79 ; libc6 (>= 2.34), libmagic1 (= 1:5.44-3)
git 1:2.39.5-0+deb12u3 main vcs 7264380 44890 ; libc6 (>= 2.34), libcurl3-gnutls (>= 7.56.1), libexpat1 (>= 2.0.1), libpcre2-8-0 (>= 10.34), zlib1g (>= 1:1.2.2), perl, liberror-perl, git-man (>> 1:2.39.5), git-man (<< 1:2.39.5-.) ; ca-certificates, patch, less ; gettext-base, git-daemon-run | git-daemon-sysvinit, git-doc, git-email, git-gui, gitk, gitweb, git-cvs, git-mediawiki, git-svn
git-man 1:2.39.5-0+deb12u3 main doc 2053236 2107 all
gnupg 2.2.40-1.1+deb12u2 main utils 846132 886 all ; dirmngr (<< 2.2.40-1.1+deb12u2.1~), dirmngr (>= 2.2.40-1.1+deb12u2), gnupg-l10n (= 2.2.40-1.1+deb12u2), gnupg-utils (<< 2.2.40-1.1+deb12u2.1~), gnupg-utils (>= 2.2.40-1.1+deb12u2), gpg (<< 2.2.40-1.1+deb12u2.1~), gpg (>= 2.2.40-1.1+deb12u2), gpg-agent (<< 2.2.40-1.1+deb12u2.1~), gpg-agent (>= 2.2.40-1.1+deb12u2), gpg-wks-client (<< 2.2.40-1.1+deb12u2.1~), gpg-wks-client (>= 2.2.40-1.1+deb12u2), gpg-wks-server (<< 2.2.40-1.1+deb12u2.1~), gpg-wks-server (>= 2.2.40-1.1+deb12u2), gpgsm (<< 2.2.40-1.1+deb12u2.1~), gpgsm (>= 2.2.40-1.1+deb12u2), gpgv (<< 2.2.40-1.1+deb12u2.1~), gpgv (>= 2.2.40-1.1+deb12u2) ;  ; parcimonie, xloadimage
gnupg-l10n 2.2.40-1.1+deb12u2 main localization 1092644 4875 all
gnupg-utils 2.2.40-1.1+deb12u2 main utils 927232 1837 ; libassuan0 (>= 2.5.0), libbz2-1.0, libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42), libksba8 (>= 1.3.5), libreadline8 (>= 6.0), zlib1g (>= 1:1.1.4) ; gpg, gpg-agent, gpgconf, gpgsm
gpg 2.2.40-1.1+deb12u2 main utils 949888 1582 ; gpgconf (= 2.2.40-1.1+deb12u2), libassuan0 (>= 2.5.0), libbz2-1.0, libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42), libreadline8 (>= 6.0), libsqlite3-0 (>= 3.7.15), zlib1g (>= 1:1.1.4) ; gnupg (= 2.2.40-1.1+deb12u2)
gpg-agent 2.2.40-1.1+deb12u2 main utils 694596 1349 ; gpgconf (= 2.2.40-1.1+deb12u2), pinentry-curses | pinentry, init-system-helpers (>= 1.52), libassuan0 (>= 2.5.1), libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42), libnpth0 (>= 0.90) ; gnupg (= 2.2.40-1.1+deb12u2) ; dbus-user-session, libpam-systemd, pinentry-gnome3, scdaemon
gpg-wks-client 2.2.40-1.1+deb12u2 main utils 540932 683 ; dirmngr (= 2.2.40-1.1+deb12u2), gpg (= 2.2.40-1.1+deb12u2), gpg-agent (= 2.2.40-1.1+deb12u2), libassuan0 (>= 2.5.0), libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42) ; gnupg (= 2.2.40-1.1+deb12u2)
gpg-wks-server 2.2.40-1.1+deb12u2 main utils 531476 658 ; gpg (= 2.2.40-1.1+deb12u2), gpg-agent (= 2.2.40-1.1+deb12u2), libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42) ; gnupg (= 2.2.40-1.1+deb12u2)
gpgconf 2.2.40-1.1+deb12u2 main utils 564852 804 ; libassuan0 (>= 2.5.0), libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42), libreadline8 (>= 6.0)
gpgsm 2.2.40-1.1+deb12u2 main utils 671420 993 ; gpgconf (= 2.2.40-1.1+deb12u2), libassuan0 (>= 2.5.0), libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42), libksba8 (>= 1.6.0), libreadline8 (>= 6.0) ; gnupg (= 2.2.40-1.1+deb12u2)
groff-base 1.22.4-10 main text 915864 3673 ; libc6 (>= 2.35), libgcc-s1 (>= 4.0), libstdc++6 (>= 4.1.1), libuchardet0 (>= 0.0.1) ;  ; groff
htop 3.2.2-2 main utils 152412 378 ; libc6 (>= 2.34), libncursesw6 (>= 6), libnl-3-200 (>= 3.2.7), libnl-genl-3-200 (>= 3.2.7), libtinfo6 (>= 6) ;  ; lm-sensors, lsof, strace
inetutils-telnet 2:2.4-2+deb12u3 main net 120880 257 ; libc6 (>= 2.34), libcom-err2 (>= 1.43.9), libk5crypto3 (>= 1.6.dfsg.2), libkrb5-3 (>= 1.13~alpha1+dfsg), libtinfo6 (>= 6), netbase
iproute2 6.1.0-3 main net 1045828 3516 ; debconf (>= 0.5) | debconf-2.0, libbpf1 (>= 1:0.6.0), libbsd0 (>= 0.0), libc6 (>= 2.34), libcap2 (>= 1:2.10), libdb5.3, libelf1 (>= 0.131), libmnl0 (>= 1.0.3-4~), libselinux1 (>= 3.1~), libtirpc3 (>= 1.0.2), libxtables12 (>= 1.6.0+snapshot20161117), libcap2-bin ; libatm1 (>= 2.4.1-17~) ; iproute2-doc, python3
iputils-ping 3:20221126-1+deb12u1 main net 47172 121 ; libcap2-bin, libc6 (>= 2.34), libcap2 (>= 1:2.10), libidn2-0 (>= 0.6)
jq 1.6-2.1+deb12u3 main utils 64432 111 ; libjq1 (= 1.6-2.1+deb12u3), libc6 (>= 2.34)
krb5-locales 1.20.1-2+deb12u5 main localization 63520 273 all
less 590-2.1~deb12u2 main text 132044 313 ; libc6 (>= 2.34), libtinfo6 (>= 6)
libapparmor1 3.0.8-3 main libs 41192 109 ; libc6 (>= 2.34)
libapr1 1.7.2-3+deb12u1 main libs 102116 288 ; libc6 (>= 2.34), libuuid1 (>= 2.16)
libaprutil1 1.6.3-1+deb12u1 main libs 89048 284 ; libapr1 (>= 1.6.2), libc6 (>= 2.25), libcrypt1 (>= 1:4.1.0), libdb5.3, libexpat1 (>= 2.0.1), libgdbm6 (>= 1.16), libssl3 (>= 3.0.0)
libaprutil1-dbd-sqlite3 1.6.3-1+deb12u1 main libs 14044 48 ; libaprutil1 (= 1.6.3-1+deb12u1), libc6 (>= 2.4), libsqlite3-0 (>= 3.5.9)
libaprutil1-ldap 1.6.3-1+deb12u1 main libs 12276 40 ; libaprutil1 (= 1.6.3-1+deb12u1), libc6 (>= 2.4), libldap-2.5-0 (>= 2.5.4)
libassuan0 2.5.5-5 main libs 48464 117 ; libc6 (>= 2.34), libgpg-error0 (>= 1.33)
libatm1 1:2.5.1-4+b2 main libs 68312 107 ; libc6 (>= 2.34)
libatomic1 12.2.0-14+deb12u1 main libs 9376 45 ; gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.14)
libbpf1 1:1.1.2-0+deb12u1 main libs 145032 385 ; libc6 (>= 2.34), libelf1 (>= 0.144), zlib1g (>= 1:1.2.3.3)
libbrotli1 1.0.9-2+deb12u1 main libs 274704 783 ; libc6 (>= 2.29)
libbsd0 0.11.7-2 main libs 117416 202 ; libc6 (>= 2.34), libmd0 (>= 1.0.3-2)
libc-ares2 1.18.1-3 main libs 102484 169 ; libc6 (>= 2.17)
libc-l10n 2.36-9+deb12u14 main localization 676384 4350 all
libcap2-bin 1:2.66-4+deb12u3+b1 main utils 35220 133 ; libc6 (>= 2.34), libcap2 (>= 1:2.63) ; libpam-cap
libconfig-inifiles-perl 3.000003-2+deb12u1 main perl 45984 123 all
libcurl3-gnutls 7.88.1-10+deb12u15 main libs 386008 828 ; libbrotli1 (>= 0.6.0), libc6 (>= 2.34), libgnutls30 (>= 3.7.5), libgssapi-krb5-2 (>= 1.17), libidn2-0 (>= 0.6), libldap-2.5-0 (>= 2.5.4), libnettle8, libnghttp2-14 (>= 1.50.0), libpsl5 (>= 0.16.0), librtmp1 (>= 2.3), libssh2-1 (>= 1.7.0), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4) ; ca-certificates
libcurl4 7.88.1-10+deb12u15 main libs 392184 840 ; libbrotli1 (>= 0.6.0), libc6 (>= 2.34), libgssapi-krb5-2 (>= 1.17), libidn2-0 (>= 0.6), libldap-2.5-0 (>= 2.5.4), libnghttp2-14 (>= 1.50.0), libpsl5 (>= 0.16.0), librtmp1 (>= 2.3), libssh2-1 (>= 1.7.0), libssl3 (>= 3.0.0), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4) ; ca-certificates
libdbd-mariadb-perl 1.22-1+b1 main perl 93772 263 ; perl (>= 5.36.0-4), libc6 (>= 2.15), libmariadb3 (>= 3.0.0), libdbi-perl
libdbi-perl 1.643-4+deb12u3 main perl 774456 2155 ; perl (>= 5.36.0-7+deb12u3), libc6 (>= 2.4) ;  ; libclone-perl, libmldbm-perl, libnet-daemon-perl, libsql-statement-perl
libdbus-1-3 1.14.10-1~deb12u1 main libs 201240 468 ; libc6 (>= 2.34), libsystemd0 ; dbus
libedit2 3.1-20221030-2 main libs 92992 258 ; libbsd0 (>= 0.1.3), libc6 (>= 2.33), libtinfo6 (>= 6)
libelf1 0.188-2.1 main libs 173796 1036 ; libc6 (>= 2.34), zlib1g (>= 1:1.1.4)
liberror-perl 0.17029-2 main perl 29032 73 all ; perl
libexpat1 2.5.0-1+deb12u5 main libs 107940 414 ; libc6 (>= 2.36)
libfstrm0 0.6.1-1 main libs 21596 70 ; libc6 (>= 2.32)
libgdbm-compat4 1.23-3 main libs 48156 70 ; libc6 (>= 2.33), libgdbm6 (>= 1.16)
libgdbm6 1.23-3 main libs 72248 129 ; libc6 (>= 2.34) ;  ; gdbm-l10n (= 1.23-3)
libgpm2 1.20.7-10+b1 main libs 14216 45 ; libc6 (>= 2.33) ;  ; gpm
libgssapi-krb5-2 1.20.1-2+deb12u5 main libs 135168 425 ; libc6 (>= 2.33), libcom-err2 (>= 1.43.9), libk5crypto3 (>= 1.20), libkrb5-3 (= 1.20.1-2+deb12u5), libkrb5support0 (>= 1.15~beta1) ;  ; krb5-doc, krb5-user
libicu72 72.1-3+deb12u1 main libs 9376124 36170 ; libc6 (>= 2.34), libgcc-s1 (>= 3.0), libstdc++6 (>= 12)
libjansson4 2.14-2 main libs 40788 101 ; libc6 (>= 2.14)
libjemalloc2 5.3.0-1 main libs 275000 872 ; libc6 (>= 2.34), libgcc-s1 (>= 3.3), libstdc++6 (>= 4.4)
libjq1 1.6-2.1+deb12u3 main libs 136460 366 ; libc6 (>= 2.36), libonig5 (>= 6.8.1)
libjson-c5 0.16-2 main libs 44120 109 ; libc6 (>= 2.33)
libk5crypto3 1.20.1-2+deb12u5 main libs 79712 261 ; libc6 (>= 2.33), libkrb5support0 (>= 1.20) ;  ; krb5-doc, krb5-user
libkeyutils1 1.6.3-2 main libs 8808 40 ; libc6 (>= 2.14)
libkrb5-3 1.20.1-2+deb12u5 main libs 332280 1077 ; libc6 (>= 2.34), libcom-err2 (>= 1.43.9), libk5crypto3 (>= 1.20), libkeyutils1 (>= 1.5.9), libkrb5support0 (= 1.20.1-2+deb12u5), libssl3 (>= 3.0.0) ; krb5-locales ; krb5-doc, krb5-user
libkrb5support0 1.20.1-2+deb12u5 main libs 33212 134 ; libc6 (>= 2.34)
libksba8 1.6.3-2 main libs 128416 316 ; libc6 (>= 2.14), libgpg-error0 (>= 1.46)
libldap-2.5-0 2.5.13+dfsg-5 main libs 183248 553 ; libc6 (>= 2.34), libgnutls30 (>= 3.7.5), libsasl2-2 (>= 2.1.28+dfsg) ; libldap-common
libldap-common 2.5.13+dfsg-5 main libs 29348 92 all
liblmdb0 0.9.24-1 main libs 44996 104 ; libc6 (>= 2.14)
liblua5.3-0 5.3.6-2 main libs 122984 495 ; libc6 (>= 2.34), libstdc++6 (>= 4.1.1)
liblzf1 3.6-3 main libs 10192 39 ; libc6 (>= 2.4)
libmagic-mgc 1:5.44-3 main libs 304888 8130
libmagic1 1:5.44-3 main libs 103752 232 ; libbz2-1.0, libc6 (>= 2.33), liblzma5 (>= 5.1.1alpha+20120614), zlib1g (>= 1:1.1.4), libmagic-mgc (= 1:5.44-3) ;  ; file
libmariadb3 1:10.11.19-0+deb12u1 main libs 179504 553 ; mariadb-common, libc6 (>= 2.34), libssl3 (>= 3.0.0), zlib1g (>= 1:1.1.4)
libmaxminddb0 1.7.1-1 main libs 29812 76 ; libc6 (>= 2.33) ;  ; mmdb-bin
libmnl0 1.0.4-3 main libs 12476 46 ; libc6 (>= 2.14)
libncurses6 6.4-4 main libs 103136 335 ; libtinfo6 (= 6.4-4), libc6 (>= 2.34) ; libgpm2
libncursesw6 6.4-4 main libs 133824 412 ; libtinfo6 (= 6.4-4), libc6 (>= 2.34) ; libgpm2
libnghttp2-14 1.52.0-1+deb12u3 main libs 72404 220 ; libc6 (>= 2.17)
libnl-3-200 3.7.0-0.2+b1 main libs 63124 182 ; libc6 (>= 2.34)
libnl-genl-3-200 3.7.0-0.2+b1 main libs 21600 58 ; libnl-3-200 (= 3.7.0-0.2+b1), libc6 (>= 2.4)
libnode108 18.20.4+dfsg-1~deb12u3 main libs 10633176 46435 ; libbrotli1 (>= 1.0.0), libc-ares2 (>= 1.18.1~), libc6 (>= 2.34), libgcc-s1 (>= 3.4), libicu72 (>= 72.1~rc-1~), libnghttp2-14 (>= 1.41.0), libssl3 (>= 3.0.0), libstdc++6 (>= 11), libuv1 (>= 1.44.1), zlib1g (>= 1:1.1.4), node-acorn (>= 6.2.1~), node-cjs-module-lexer (>= 1.2.2~), node-undici (>= 5.0.0~)
libnpth0 1.6-3 main libs 18980 50 ; libc6 (>= 2.17)
libnsl2 1.3.0-2 main libs 39480 127 ; libc6 (>= 2.14), libtirpc3 (>= 1.0.2)
libonig5 6.9.8-1 main libs 187828 666 ; libc6 (>= 2.14)
libpam-cap 1:2.66-4+deb12u3+b1 main libs 15052 53 ; libpam-runtime (>= 1.1.3-2~), libc6 (>= 2.4), libcap2 (>= 1:2.63), libpam0g (>= 0.99.7.1)
libpcap0.8 1.10.3-1 main libs 156700 368 ; libc6 (>= 2.33), libdbus-1-3 (>= 1.9.14)
libperl5.36 5.36.0-7+deb12u4 main libs 4207640 28875 ; libbz2-1.0, libc6 (>= 2.35), libcrypt1 (>= 1:4.1.0), libdb5.3, libgdbm-compat4 (>= 1.18-3), libgdbm6 (>= 1.21), zlib1g (>= 1:1.2.2.3), perl-modules-5.36 (>= 5.36.0-7+deb12u4) ;  ; sensible-utils
libpipeline1 1.5.7-1 main libs 38540 96 ; libc6 (>= 2.34)
libpopt0 1.19+dfsg-1 main libs 43268 245 ; libc6 (>= 2.33)
libproc2-0 2:4.0.2-3 main libs 62804 232 ; libc6 (>= 2.34), libsystemd0 (>= 209)
libprotobuf-c1 1.4.1-1+b1 main libs 27492 69 ; libc6 (>= 2.14)
libpsl5 0.21.2-1 main libs 58684 96 ; libidn2-0 (>= 0.16), libc6 (>= 2.33), libunistring2 (>= 0.9.7) ; publicsuffix (>= 20150507)
libpython3-stdlib 3.11.2-1+b1 main python 9312 27 ; libpython3.11-stdlib (>= 3.11.2-1~)
libpython3.11-minimal 3.11.2-6+deb12u9 main python 820928 5232 ; libc6 (>= 2.14), libssl3 (>= 3.0.0) ; libpython3.11-stdlib
libpython3.11-stdlib 3.11.2-6+deb12u9 main python 1798408 8334 ; libpython3.11-minimal (= 3.11.2-6+deb12u9), media-types | mime-support, libbz2-1.0, libc6 (>= 2.34), libcrypt1 (>= 1:4.1.0), libdb5.3, libffi8 (>= 3.4), liblzma5 (>= 5.1.1alpha+20120614), libncursesw6 (>= 6.1), libnsl2 (>= 1.0), libreadline8 (>= 7.0~beta), libsqlite3-0 (>= 3.36.0), libtinfo6 (>= 6), libtirpc3 (>= 1.0.2), libuuid1 (>= 2.20.1)
libreadline8 8.2-1.3 main libs 165760 475 ; readline-common, libc6 (>= 2.33), libtinfo6 (>= 6)
librtmp1 2.4+20151223.gitfa8646d.1-2+b2 main libs 60824 146 ; libc6 (>= 2.14), libgmp10, libgnutls30 (>= 3.6.14), libhogweed6, libnettle8, zlib1g (>= 1:1.1.4)
libsasl2-2 2.1.28+dfsg-10+deb12u1 main libs 59908 167 ; libsasl2-modules-db (>= 2.1.28+dfsg-10+deb12u1), libc6 (>= 2.34) ; libsasl2-modules (>= 2.1.28+dfsg-10+deb12u1)
libsasl2-modules 2.1.28+dfsg-10+deb12u1 main libs 66868 284 ; libc6 (>= 2.14), libssl3 (>= 3.0.0) ;  ; libsasl2-modules-gssapi-mit | libsasl2-modules-gssapi-heimdal, libsasl2-modules-ldap, libsasl2-modules-otp, libsasl2-modules-sql
libsasl2-modules-db 2.1.28+dfsg-10+deb12u1 main libs 20524 77 ; libc6 (>= 2.14), libdb5.3
libsodium23 1.0.18-1+deb12u1 main libs 162044 415 ; libc6 (>= 2.34)
libsqlite3-0 3.40.1-2+deb12u2 main libs 838808 1682 ; libc6 (>= 2.34)
libssh2-1 1.10.0-3+deb12u1 main libs 175976 353 ; libc6 (>= 2.14), libssl3 (>= 3.0.0), zlib1g (>= 1:1.1.4)
libssl3 3.0.22-1~deb12u2 main libs 2039888 6042 ; libc6 (>= 2.34)
libterm-readkey-perl 2.38-2+b1 main perl 24456 73 ; perl (>= 5.36.0-4), libc6 (>= 2.28)
libtirpc-common 1.3.3+ds-1 main libs 14048 35 all
libtirpc3 1.3.3+ds-1 main libs 85192 226 ; libc6 (>= 2.34), libgssapi-krb5-2 (>= 1.17), libtirpc-common (>= 1.3.3+ds-1)
libuchardet0 0.0.7-1 main libs 67816 208 ; libc6 (>= 2.4), libgcc-s1 (>= 3.0), libstdc++6 (>= 4.1.1)
libuv1 1.44.2-1+deb12u1 main libs 135616 294 ; libc6 (>= 2.34)
libxml2 2.9.14+dfsg-1.3~deb12u6 main libs 688760 1867 ; libc6 (>= 2.34), libicu72 (>= 72.1~rc-1~), liblzma5 (>= 5.1.1alpha+20120614), zlib1g (>= 1:1.2.3.3)
libxtables12 1.8.9-2 main libs 30752 101 ; libc6 (>= 2.34)
locales 2.36-9+deb12u14 main localization 3906316 15847 all ; libc-bin (>> 2.36), libc-l10n (>> 2.36), debconf (>= 0.5) | debconf-2.0
lsb-base 11.6 main misc 4584 12 all ; sysvinit-utils (>= 3.05-4~)
lsb-release 12.0-1 main misc 6416 17 all
lsof 4.95.0-1 main utils 318268 482 ; libc6 (>= 2.33), libselinux1 (>= 3.1~), libtirpc3 (>= 1.0.2)
make 4.3-4.1 main devel 395632 1592 ; libc6 (>= 2.27) ;  ; make-doc
man-db 2.11.2-2 main doc 1385848 2963 ; bsdextrautils | bsdmainutils (<< 12.1.1~), groff-base, debconf (>= 0.5) | debconf-2.0, libc6 (>= 2.34), libgdbm6 (>= 1.16), libpipeline1 (>= 1.5.0), libseccomp2 (>= 2.1.0), zlib1g (>= 1:1.1.4) ;  ; apparmor, groff, less, www-browser
mariadb-client 1:10.11.19-0+deb12u1 main database 2952092 62935 ; debianutils (>= 1.6), libconfig-inifiles-perl, mariadb-client-core (>= 1:10.11.19-0+deb12u1), perl, libc6 (>= 2.34), libgcc-s1 (>= 3.0), libssl3 (>= 3.0.0), libstdc++6 (>= 5.2), zlib1g (>= 1:1.2.0) ; libdbd-mariadb-perl | libdbd-mysql-perl, libdbi-perl, libterm-readkey-perl
mariadb-client-core 1:10.11.19-0+deb12u1 main database 869892 14655 ; libmariadb3 (>= 10.5.4), mariadb-common (>= 1:10.11.19-0+deb12u1), libc6 (>= 2.34), libedit2 (>= 2.11-20080614-0), libgcc-s1 (>= 3.0), libncurses6 (>= 6), libssl3 (>= 3.0.0), libstdc++6 (>= 4.1.1), libtinfo6 (>= 6), zlib1g (>= 1:1.1.4)
mariadb-common 1:10.11.19-0+deb12u1 main database 27624 69 all ; mysql-common (>= 5.6.25)
media-types 10.0.0 main net 26136 92 all
mysql-common 5.8+1.1.0 main database 6636 33 all
nano 7.2-1+deb12u1 main editors 689556 2804 ; libc6 (>= 2.34), libncursesw6 (>= 6), libtinfo6 (>= 6) ;  ; hunspell
net-tools 2.10-0.1+deb12u2 main net 243404 978 ; libc6 (>= 2.34), libselinux1 (>= 3.1~)
netbase 6.4 main admin 12800 36 all
netcat-openbsd 1.219-1 main net 41520 108 ; libbsd0 (>= 0.2.0), libc6 (>= 2.34)
nginx 1.22.1-9+deb12u11 main httpd 532468 1336 ; libc6 (>= 2.34), libcrypt1 (>= 1:4.1.0), libpcre2-8-0 (>= 10.22), libssl3 (>= 3.0.0), zlib1g (>= 1:1.1.4), iproute2, nginx-common (<< 1.22.1-9+deb12u11.1~), nginx-common (>= 1.22.1-9+deb12u11)
nginx-common 1.22.1-9+deb12u11 main httpd 115544 333 all ; debconf (>= 0.5) | debconf-2.0 ;  ; fcgiwrap, nginx-doc, ssl-cert
node-acorn 8.8.1+ds+~cs25.17.7-2 main javascript 128252 911 all ; node-xtend, nodejs | nodejs (<< 12.22.5~dfsg-4~)
node-busboy 1.6.0+~cs2.6.0-2 main javascript 16852 89 all
node-cjs-module-lexer 1.2.2+dfsg-5 main javascript 30112 160 all
node-undici 5.15.0+dfsg1+~cs20.10.9.3-1+deb12u4 main javascript 284676 1484 all ; node-busboy
node-xtend 4.0.2-3 main javascript 3932 16 all
nodejs 18.20.4+dfsg-1~deb12u3 main web 322140 3934 ; libc6 (>= 2.34), libnode108 (= 18.20.4+dfsg-1~deb12u3) ; ca-certificates, nodejs-doc ; npm
nodejs-doc 18.20.4+dfsg-1~deb12u3 main doc 3582164 15177 all ;  ; nodejs
openssl 3.0.22-1~deb12u2 main utils 1441784 2315 ; libc6 (>= 2.34), libssl3 (>= 3.0.9) ;  ; ca-certificates
patch 2.7.6-7 main vcs 127848 248 ; libc6 (>= 2.17) ;  ; ed, diffutils-doc
perl 5.36.0-7+deb12u4 main perl 239392 670 ; dpkg (>= 1.17.17), perl-base (= 5.36.0-7+deb12u4), perl-modules-5.36 (>= 5.36.0-7+deb12u4), libperl5.36 (= 5.36.0-7+deb12u4) ; netbase ; perl-doc, libterm-readline-gnu-perl | libterm-readline-perl-perl, make, libtap-harness-archive-perl
perl-modules-5.36 5.36.0-7+deb12u4 main libs 2817356 17821 all ; dpkg (>= 1.17.17), perl-base (>= 5.36.0-1) ; perl (>= 5.36.0-1)
pinentry-curses 1.2.1-1 main utils 77448 140 ; libassuan0 (>= 2.1.0), libc6 (>= 2.34), libgpg-error0 (>= 1.16), libncursesw6 (>= 6), libtinfo6 (>= 6) ;  ; pinentry-doc
procps 2:4.0.2-3 main admin 708712 2091 ; libc6 (>= 2.34), libncursesw6 (>= 6), libproc2-0 (>= 2:4.0.2), libtinfo6 (>= 6), init-system-helpers (>= 1.29~) ; psmisc
psmisc 23.6-1 main admin 258696 909 ; libc6 (>= 2.34), libtinfo6 (>= 6)
publicsuffix 20230209.2326-1 main net 126380 339 all
python3 3.11.2-1+b1 main python 26300 81 ; python3-minimal (= 3.11.2-1+b1), python3.11 (>= 3.11.2-1~), libpython3-stdlib (= 3.11.2-1+b1) ;  ; python3-doc (>= 3.11.2-1+b1), python3-tk (>= 3.11.2-1~), python3-venv (>= 3.11.2-1+b1)
python3-minimal 3.11.2-1+b1 main python 26312 111 ; python3.11-minimal (>= 3.11.2-1~), dpkg (>= 1.13.20)
python3.11 3.11.2-6+deb12u9 main python 575032 651 ; python3.11-minimal (= 3.11.2-6+deb12u9), libpython3.11-stdlib (= 3.11.2-6+deb12u9), media-types | mime-support ; ca-certificates ; python3.11-venv, python3.11-doc, binutils
python3.11-minimal 3.11.2-6+deb12u9 main python 2054684 6743 ; libc6 (>= 2.35), libpython3.11-minimal (= 3.11.2-6+deb12u9), libexpat1 (>= 2.1~beta3), zlib1g (>= 1:1.2.0) ; python3.11 ; binfmt-support
readline-common 8.2-1.3 main utils 68988 89 all ; dpkg (>= 1.15.4) | install-info ;  ; readline-doc
redis 5:7.0.15-1~deb12u10 main database 26044 36 all ; redis-server (<< 5:7.0.15-1~deb12u10.1~), redis-server (>= 5:7.0.15-1~deb12u10)
redis-server 5:7.0.15-1~deb12u10 main database 73908 183 ; init-system-helpers (>= 1.54~), lsb-base (>= 3.2-14), redis-tools (= 5:7.0.15-1~deb12u10)
redis-tools 5:7.0.15-1~deb12u10 main database 991988 5837 ; adduser, libatomic1 (>= 4.8), libc6 (>= 2.34), libjemalloc2 (>= 3.5.0), liblzf1 (>= 1.5), libssl3 (>= 3.0.0), libsystemd0 ;  ; ruby-redis
rsync 3.5.0+ds1-0+deb12u1 main net 498456 937 ; init-system-helpers (>= 1.54~), libacl1 (>= 2.2.23), libc6 (>= 2.34), liblz4-1 (>= 0.0~r130), libpopt0 (>= 1.14), libssl3 (>= 3.0.0), libxxhash0 (>= 0.8.0), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4) ;  ; openssh-client, openssh-server, python3, python3-braceexpand
ssl-cert 1.1.2 main utils 21120 64 all ; debconf (>= 0.5) | debconf-2.0, openssl (>= 0.9.8g-9), adduser
sudo 1.9.13p3-1+deb12u4 main admin 1890344 6055 ; init-system-helpers (>= 1.54~), libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libpam0g (>= 0.99.7.1), libselinux1 (>= 3.1~), zlib1g (>= 1:1.2.0.2), libpam-modules
tcpdump 4.99.3-1 main net 466880 1332 ; adduser, libc6 (>= 2.34), libpcap0.8 (>= 1.9.0), libssl3 (>= 3.0.0) ;  ; apparmor (>= 2.3)
telnet 0.17+2.4-2+deb12u3 main oldlibs 41896 54 all ; inetutils-telnet
traceroute 1:2.1.2-1 main net 51456 155 ; libc6 (>= 2.34)
tree 2.1.0-1 main utils 52464 113 ; libc6 (>= 2.34)
unzip 6.0-28+deb12u1 main utils 166504 380 ; libbz2-1.0, libc6 (>= 2.34) ;  ; zip
vim 2:9.0.1378-2+deb12u2 main editors 1567756 3650 ; vim-common (= 2:9.0.1378-2+deb12u2), vim-runtime (= 2:9.0.1378-2+deb12u2), libacl1 (>= 2.2.23), libc6 (>= 2.34), libgpm2 (>= 1.20.7), libselinux1 (>= 3.1~), libsodium23 (>= 1.0.14), libtinfo6 (>= 6) ;  ; ctags, vim-doc, vim-scripts
vim-common 2:9.0.1378-2+deb12u2 main editors 124836 245 all ;  ; xxd, vim | vim-gtk3 | vim-motif | vim-nox | vim-tiny
vim-runtime 2:9.0.1378-2+deb12u2 main editors 7026844 36406 all ;  ; vim | vim-gtk3 | vim-motif | vim-nox | vim-tiny
vim-tiny 2:9.0.1378-2+deb12u2 main editors 719960 1689 ; vim-common (= 2:9.0.1378-2+deb12u2), libacl1 (>= 2.2.23), libc6 (>= 2.34), libselinux1 (>= 3.1~), libtinfo6 (>= 6) ;  ; indent
wget 1.21.3-1+deb12u1 main web 937340 3521 ; libc6 (>= 2.34), libgnutls30 (>= 3.7.5), libidn2-0 (>= 0.6), libnettle8, libpcre2-8-0 (>= 10.22), libpsl5 (>= 0.16.0), libuuid1 (>= 2.16), zlib1g (>= 1:1.1.4) ; ca-certificates
xxd 2:9.0.1378-2+deb12u2 main editors 84116 135 ; libc6 (>= 2.34)
zip 3.0-13+deb12u1 main utils 230316 616 ; libbz2-1.0, libc6 (>= 2.34) ; unzip
`,
};
