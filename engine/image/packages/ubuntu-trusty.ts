import type { DebRelease } from './apt-mirror.js';

/** Ubuntu 14.04 "Trusty Tahr" as its mirrors were left. */
export const trusty: DebRelease = {
  codename: 'trusty',
  archive: 'trusty',
  version: '14.04',
  origin: 'Ubuntu',
  packing: '.bz2',
  pockets: [
    {
      name: '',
      suite: 'trusty',
      root: '/ubuntu',
      releaseBytes: 58_512,
      signatureBytes: 933,
      lists: {
        main: [1_743_061, 8_200_000],
        restricted: [15_960, 70_000],
        universe: [7_588_540, 34_000_000],
        multiverse: [168_800, 700_000],
      },
    },
    {
      name: 'updates',
      suite: 'trusty-updates',
      root: '/ubuntu',
      releaseBytes: 65_942,
      lists: { main: [1_460_105, 7_400_000], restricted: [21_444, 110_000], universe: [671_240, 3_300_000], multiverse: [16_050, 70_000] },
    },
    {
      name: 'security',
      suite: 'trusty-security',
      root: '/ubuntu',
      releaseBytes: 65_936,
      lists: { main: [1_031_560, 5_100_000], restricted: [18_063, 90_000], universe: [377_154, 1_800_000], multiverse: [4_726, 20_000] },
    },
  ],
  base: `
apt 1.0.1ubuntu2.24 updates/main admin 954544 3484 ; libapt-pkg4.12 (>= 1.0), libc6 (>= 2.15), gnupg
base-files 7.2ubuntu5.6 updates/main admin 65936 367 ; awk, libc6 (>= 2.3.4)
base-passwd 3.5.33 main admin 49166 206 ; libc6 (>= 2.8)
bash 4.3-7ubuntu1.7 updates/main shells 569830 1492 ; base-files (>= 2.1.12), libc6 (>= 2.15), libtinfo5
bsdutils 1:2.20.1-5.1ubuntu20.9 updates/main utils 35352 188
coreutils 8.21-1ubuntu5.4 updates/main utils 1128146 13914 ; libacl1 (>= 2.2.51-8), libattr1, libc6 (>= 2.17), libselinux1
dash 0.5.7-4ubuntu1 main shells 92406 235 ; debianutils (>= 2.15), dpkg (>= 1.15.0)
debconf 1.5.51ubuntu2 main admin 136400 639 all
debianutils 4.4 main utils 88264 281 ; libc6 (>= 2.15)
diffutils 1:3.3-1 main utils 143252 1190 ; libc6 (>= 2.17)
dmsetup 2:1.02.77-6ubuntu2 main admin 71158 185 ; libc6 (>= 2.8)
dpkg 1.17.5ubuntu5.8 updates/main admin 1954160 6433 ; libc6 (>= 2.14), tar (>= 1.23)
e2fslibs 1.42.9-3ubuntu1.3 updates/main libs 154838 436 ; libc6 (>= 2.17)
e2fsprogs 1.42.9-3ubuntu1.3 updates/main admin 700452 2684 ; libc6 (>= 2.17)
findutils 4.4.2-7 main utils 281318 1624 ; libc6 (>= 2.17)
gcc-4.8-base 4.8.4-2ubuntu1~14.04.4 updates/main libs 16002 176
gcc-4.9-base 4.9.3-0ubuntu4 main libs 14508 176
gnupg 1.4.16-1ubuntu2.6 updates/main utils 614494 1705 ; libbz2-1.0, libc6 (>= 2.15), libreadline6, zlib1g
gpgv 1.4.16-1ubuntu2.6 updates/main utils 161078 415 ; libbz2-1.0, libc6 (>= 2.14), zlib1g
grep 2.16-1 main utils 153100 1204 ; libc6 (>= 2.14), libpcre3
gzip 1.6-3ubuntu1 main utils 89420 236 ; libc6 (>= 2.17)
hostname 3.15ubuntu1 main admin 11380 84 ; libc6 (>= 2.4)
init-system-helpers 1.14ubuntu1 updates/main admin 13698 87 all
initscripts 2.88dsf-41ubuntu6.3 updates/main admin 27528 190 ; debianutils (>= 2.13.1)
libacl1 2.2.52-1 main libs 16634 63 ; libattr1, libc6 (>= 2.14)
libapt-pkg4.12 1.0.1ubuntu2.24 updates/main libs 637540 1944 ; libbz2-1.0, libc6 (>= 2.15), libstdc++6, zlib1g
libattr1 1:2.4.47-1ubuntu1 main libs 8854 56 ; libc6 (>= 2.4)
libaudit1 1:2.3.2-2ubuntu1 main libs 38132 132 ; libc6 (>= 2.14)
libblkid1 2.20.1-5.1ubuntu20.9 updates/main libs 67034 252 ; libc6 (>= 2.17)
libbz2-1.0 1.0.6-5 main libs 32710 113 ; libc6 (>= 2.4)
libc-bin 2.19-0ubuntu6.15 updates/main libs 1175280 3568 all ; libc6 (>> 2.19)
libc6 2.19-0ubuntu6.15 updates/main libs 4751606 9896 ; libgcc1
libdb5.3 5.3.28-3ubuntu3.1 updates/main libs 664400 1799 ; libc6 (>= 2.17)
libgcc1 1:4.9.3-0ubuntu4 main libs 47836 152 ; gcc-4.9-base (= 4.9.3-0ubuntu4), libc6 (>= 2.14)
liblzma5 5.1.1alpha+20120614-2ubuntu2 main libs 69702 268 ; libc6 (>= 2.17)
libncurses5 5.9+20140118-1ubuntu1 main libs 87850 334 ; libc6 (>= 2.3.4), libtinfo5
libncursesw5 5.9+20140118-1ubuntu1 main libs 107486 389 ; libc6 (>= 2.3.4), libtinfo5
libpam0g 1.1.8-1ubuntu2.2 updates/main libs 57066 253 ; libaudit1, libc6 (>= 2.14)
libpam-modules 1.1.8-1ubuntu2.2 updates/main admin 229200 892 ; libaudit1, libc6 (>= 2.15), libpam0g
libpcre3 1:8.31-2ubuntu2.3 updates/main libs 142900 484 ; libc6 (>= 2.14)
libprocps3 1:3.3.9-1ubuntu2.3 updates/main libs 31048 131 ; libc6 (>= 2.15)
libreadline6 6.3-4ubuntu2 main libs 118412 384 ; libc6 (>= 2.15), libtinfo5
libselinux1 2.2.2-1ubuntu0.1 updates/main libs 63018 226 ; libc6 (>= 2.14), libpcre3
libss2 1.42.9-3ubuntu1.3 updates/main libs 56300 142 ; libc6 (>= 2.17)
libssl1.0.0 1.0.1f-1ubuntu2.27 updates/main libs 826310 2762 ; debconf (>= 0.5), libc6 (>= 2.14)
libstdc++6 4.8.4-2ubuntu1~14.04.4 updates/main libs 259044 1068 ; gcc-4.8-base, libc6 (>= 2.14), libgcc1
libtinfo5 5.9+20140118-1ubuntu1 main libs 77312 442 ; libc6 (>= 2.14)
libudev1 204-5ubuntu20.31 updates/main libs 34010 174 ; libc6 (>= 2.14)
libusb-0.1-4 2:0.1.12-23.3ubuntu1 main libs 17806 87 ; libc6 (>= 2.14)
libuuid1 2.20.1-5.1ubuntu20.9 updates/main libs 11452 90 ; libc6 (>= 2.4)
login 1:4.1.5.1-1ubuntu9.5 updates/main admin 303988 1019 ; libaudit1, libc6 (>= 2.14), libpam0g
lsb-base 4.1+Debian11ubuntu6.2 updates/main misc 12194 80 all
lsb-release 4.1+Debian11ubuntu6.2 updates/main misc 12204 88 all
makedev 2.3.1-93ubuntu2~ubuntu14.04.1 updates/main admin 24184 139 all
mawk 1.3.3-17ubuntu2 main utils 80898 223 ; libc6 (>= 2.14)
mount 2.20.1-5.1ubuntu20.9 updates/main admin 124480 447 ; libblkid1, libc6 (>= 2.14), libselinux1
multiarch-support 2.19-0ubuntu6.15 updates/main libs 4482 173 all
ncurses-base 5.9+20140118-1ubuntu1 main utils 19266 344 all
ncurses-bin 5.9+20140118-1ubuntu1 main utils 158262 631 ; libc6 (>= 2.14), libtinfo5
passwd 1:4.1.5.1-1ubuntu9.5 updates/main admin 758780 1852 ; libaudit1, libc6 (>= 2.14), libpam0g
perl-base 5.18.2-2ubuntu1.7 updates/main perl 1145780 4832 ; libc6 (>= 2.14)
procps 1:3.3.9-1ubuntu2.3 updates/main admin 216690 592 ; libc6 (>= 2.15), libncurses5, libncursesw5, libprocps3, libtinfo5
readline-common 6.3-4ubuntu2 main utils 16424 86 all
sed 4.2.2-4ubuntu1 main utils 190494 904 ; libc6 (>= 2.14), libselinux1
sensible-utils 0.0.9ubuntu0.14.04.1 updates/main utils 10946 126 all
sysv-rc 2.88dsf-41ubuntu6.3 updates/main admin 39488 260 all
sysvinit-utils 2.88dsf-41ubuntu6.3 updates/main admin 57586 201 ; libc6 (>= 2.15)
tar 1.27.1-1ubuntu0.1 updates/main utils 209584 886 ; libacl1, libc6 (>= 2.17), libselinux1
tzdata 2019a-0ubuntu0.14.04 updates/main localization 164000 1571 all
ubuntu-keyring 2012.05.19 main misc 12200 60 all
util-linux 2.20.1-5.1ubuntu20.9 updates/main utils 457690 1608 ; libblkid1, libc6 (>= 2.15), libncurses5, libselinux1, libtinfo5, libuuid1
zlib1g 1:1.2.8.dfsg-1ubuntu1.1 updates/main libs 51460 169 ; libc6 (>= 2.14)
`,
  packages: `
curl 7.35.0-1ubuntu2.20 updates/main web 122944 314 ; libc6 (>= 2.17), libcurl3 (= 7.35.0-1ubuntu2.20), zlib1g (>= 1:1.1.4)
libcurl3 7.35.0-1ubuntu2.20 updates/main libs 172862 529 ; libc6 (>= 2.17), libgssapi-krb5-2 (>= 1.12), libidn11 (>= 1.13), libldap-2.4-2 (>= 2.4.7), librtmp0 (>= 2.3), libssl1.0.0 (>= 1.0.1), zlib1g (>= 1:1.1.4) ; ca-certificates
ca-certificates 20170717~14.04.2 updates/main misc 166622 385 all ; openssl (>= 1.0.0), debconf (>= 0.5)
openssl 1.0.1f-1ubuntu2.27 updates/main utils 489354 935 ; libc6 (>= 2.15), libssl1.0.0 (>= 1.0.1) ; ; ca-certificates
krb5-locales 1.12+dfsg-2ubuntu5.4 updates/main localization 13242 75 all
libasn1-8-heimdal 1.6~git20131207+dfsg-1ubuntu1.2 updates/main libs 160478 1048 ; libc6 (>= 2.14), libroken18-heimdal (>= 1.4.0+git20110226)
libgssapi-krb5-2 1.12+dfsg-2ubuntu5.4 updates/main libs 113642 361 ; libc6 (>= 2.14), libk5crypto3 (>= 1.12), libkeyutils1 (>= 1.4), libkrb5-3 (>= 1.12), libkrb5support0 (>= 1.7)  ; ; krb5-doc, krb5-user
libgssapi3-heimdal 1.6~git20131207+dfsg-1ubuntu1.2 updates/main libs 90038 277 ; libasn1-8-heimdal, libc6 (>= 2.14), libhcrypto4-heimdal, libheimntlm0-heimdal, libkrb5-26-heimdal, libroken18-heimdal
libhcrypto4-heimdal 1.6~git20131207+dfsg-1ubuntu1.2 updates/main libs 83986 257 ; libasn1-8-heimdal, libc6 (>= 2.14), libroken18-heimdal
libheimbase1-heimdal 1.6~git20131207+dfsg-1ubuntu1.2 updates/main libs 29022 112 ; libc6 (>= 2.14)
libheimntlm0-heimdal 1.6~git20131207+dfsg-1ubuntu1.2 updates/main libs 15206 83 ; libc6 (>= 2.4), libhcrypto4-heimdal, libkrb5-26-heimdal, libroken18-heimdal
libhx509-5-heimdal 1.6~git20131207+dfsg-1ubuntu1.2 updates/main libs 103782 362 ; libasn1-8-heimdal, libc6 (>= 2.14), libhcrypto4-heimdal, libheimbase1-heimdal, libroken18-heimdal, libwind0-heimdal
libidn11 1.28-1ubuntu2.2 updates/main libs 93042 259 ; libc6 (>= 2.14)
libk5crypto3 1.12+dfsg-2ubuntu5.4 updates/main libs 79942 290 ; libc6 (>= 2.14), libkeyutils1 (>= 1.4), libkrb5support0 (>= 1.12~alpha1)
libkeyutils1 1.5.6-1 main libs 7318 59 ; libc6 (>= 2.14)
libkrb5-26-heimdal 1.6~git20131207+dfsg-1ubuntu1.2 updates/main libs 197372 679 ; libasn1-8-heimdal, libc6 (>= 2.14), libhcrypto4-heimdal, libheimbase1-heimdal, libhx509-5-heimdal, libroken18-heimdal, libwind0-heimdal
libkrb5-3 1.12+dfsg-2ubuntu5.4 updates/main libs 262542 983 ; libc6 (>= 2.14), libk5crypto3 (>= 1.12~alpha1), libkeyutils1 (>= 1.5.6), libkrb5support0 (= 1.12+dfsg-2ubuntu5.4), libssl1.0.0 (>= 1.0.0) ; krb5-locales ; krb5-doc, krb5-user
libkrb5support0 1.12+dfsg-2ubuntu5.4 updates/main libs 30802 151 ; libc6 (>= 2.14), libkeyutils1 (>= 1.4)
libldap-2.4-2 2.4.31-1+nmu2ubuntu8.5 updates/main libs 154358 525 ; libc6 (>= 2.14), libgssapi3-heimdal (>= 1.4.0+git20110226), libsasl2-2 (>= 2.1.24)
libroken18-heimdal 1.6~git20131207+dfsg-1ubuntu1.2 updates/main libs 40038 165 ; libc6 (>= 2.17)
librtmp0 2.4+20121230.gitdf6c518-1 main libs 57648 147 ; libc6 (>= 2.14), zlib1g (>= 1:1.1.4)
libsasl2-2 2.1.25.dfsg1-17build1 main libs 56672 178 ; libc6 (>= 2.14), libsasl2-modules-db (>= 2.1.25.dfsg1-17build1) ; libsasl2-modules (>= 2.1.25.dfsg1-17build1)
libsasl2-modules 2.1.25.dfsg1-17build1 main libs 64374 292 ; libc6 (>= 2.14), libssl1.0.0 (>= 1.0.0) ; ; libsasl2-modules-gssapi-heimdal, libsasl2-modules-gssapi-mit, libsasl2-modules-ldap, libsasl2-modules-otp, libsasl2-modules-sql
libsasl2-modules-db 2.1.25.dfsg1-17build1 main libs 14894 92 ; libc6 (>= 2.14), libdb5.3
libwind0-heimdal 1.6~git20131207+dfsg-1ubuntu1.2 updates/main libs 47838 241 ; libc6 (>= 2.4), libheimbase1-heimdal
bind9-host 1:9.9.5.dfsg-3ubuntu0.19 updates/main net 46410 130 ; libbind9-90, libc6 (>= 2.14)
dnsutils 1:9.9.5.dfsg-3ubuntu0.19 updates/main net 97010 343 ; bind9-host, libbind9-90, libc6 (>= 2.14)
htop 1.0.2-3 universe utils 66000 188 ; libc6 (>= 2.15), libncursesw5, libtinfo5
iproute2 3.12.0-2ubuntu1.2 updates/main net 392010 1168 ; libc6 (>= 2.14), libdb5.3
iputils-ping 3:20121221-4ubuntu1.1 updates/main net 28810 112 ; libc6 (>= 2.14), libcap2
less 458-2 main text 112010 273 ; libc6 (>= 2.14), libtinfo5, debianutils
libbind9-90 1:9.9.5.dfsg-3ubuntu0.19 updates/main libs 23010 100 ; libc6 (>= 2.14)
libcap2 1:2.24-0ubuntu2 main libs 11810 49 ; libc6 (>= 2.14)
nano 2.2.6-1ubuntu1 main editors 194010 587 ; libc6 (>= 2.14), libncursesw5, libtinfo5 ; ; spell
net-tools 1.60-25ubuntu2.1 updates/main net 174010 676 ; libc6 (>= 2.14)
netcat-openbsd 1.105-7ubuntu1 main net 37510 140 ; libc6 (>= 2.15)
tree 1.6.0-1 universe utils 37110 98 ; libc6 (>= 2.14)
vim-common 2:7.4.052-1ubuntu3.1 updates/main editors 74010 350 ; libc6 (>= 2.4)
vim-tiny 2:7.4.052-1ubuntu3.1 updates/main editors 381010 965 ; vim-common (= 2:7.4.052-1ubuntu3.1), libacl1, libc6 (>= 2.15), libselinux1, libtinfo5 ; ; indent
wget 1.15-1ubuntu1.14.04.5 updates/main web 271010 756 ; libc6 (>= 2.17), libidn11, libssl1.0.0, libuuid1, zlib1g ; ca-certificates
`,
};
