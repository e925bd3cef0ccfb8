import type { DebRelease } from './apt-mirror.js';

/** Ubuntu 20.04 "Focal Fossa". */
export const focalRelease: DebRelease = {
  codename: 'focal',
  archive: 'focal',
  pool: 'pool/focal',
  version: '20.04',
  origin: 'Ubuntu',
  packing: '.xz',
  pockets: [
    {
      name: '',
      suite: 'focal',
      root: '/ubuntu',
      releaseBytes: 265_000,
      lists: {
        main: [1_275_000, 2_900_000],
        restricted: [33_400, 70_000],
        universe: [11_300_000, 24_000_000],
        multiverse: [177_000, 370_000],
      },
    },
    {
      name: 'updates',
      suite: 'focal-updates',
      root: '/ubuntu',
      releaseBytes: 128_000,
      lists: {
        main: [4_430_000, 10_200_000],
        restricted: [4_500_000, 10_900_000],
        universe: [1_590_000, 3_600_000],
        multiverse: [34_600, 80_000],
      },
    },
    {
      name: 'security',
      suite: 'focal-security',
      root: '/ubuntu',
      releaseBytes: 128_000,
      lists: {
        main: [3_970_000, 9_200_000],
        restricted: [4_320_000, 10_400_000],
        universe: [1_300_000, 3_000_000],
        multiverse: [30_900, 70_000],
      },
    },
  ],
  base: `adduser 3.118ubuntu5 updates/main admin 183272 686 all ; passwd
apt 2.0.11 main admin 1373116 4232 ; adduser, gpgv, libapt-pkg6.0, libc6, libgcc-s1, libgnutls30, libseccomp2, libstdc++6, libsystemd0
base-files 11ubuntu5.8 updates/main admin 70936 341
base-passwd 3.5.52build1 main admin 59972 247 ; libc6, libdebconfclient0, libselinux1
bash 5.0-6ubuntu1.2 updates/main shells 1490652 7164 ; libc6, libtinfo6, base-files, debianutils
bsdutils 1:2.34-0.1ubuntu9.6 updates/main utils 94412 355 ; libc6, libsystemd0
coreutils 8.30-3ubuntu2 updates/main utils 2896560 18062 ; libacl1, libattr1, libc6, libgmp10, libselinux1
dash 0.5.10.2-6 main shells 91848 191 ; libc6, debianutils, dpkg
debconf 1.5.79ubuntu1 updates/main admin 121212 491 all
debianutils 4.9.1 updates/main utils 102588 243 ; libc6
diffutils 1:3.7-3 main utils 351740 1598 ; libc6
dpkg 1.19.7ubuntu3.2 updates/main admin 1567804 6409 ; libbz2-1.0, libc6, liblzma5, libselinux1, libzstd1, zlib1g, tar
e2fsprogs 1.46.5-2ubuntu1.2 updates/main admin 571920 1497 ; libblkid1, libc6, libcom-err2, libext2fs2, libss2, libuuid1, logsave
findutils 4.7.0-1ubuntu1 updates/main utils 635500 1746 ; libc6, libselinux1
gcc-10-base 10.5.0-1ubuntu1~20.04 updates/main libs 37596 100
gpgv 2.2.27-3ubuntu2.1 updates/main utils 648768 918 ; libbz2-1.0, libc6, libgcrypt20, libgpg-error0, zlib1g
grep 3.4-1 main utils 421444 1245 ; libc6, libpcre2-8-0, dpkg
gzip 1.10-0ubuntu4.1 updates/main utils 140364 252 ; libc6, dpkg
hostname 3.23ubuntu2 updates/main admin 10500 46 ; libc6
init-system-helpers 1.62 main admin 39020 133 all
libacl1 2.3.1-1 main libs 31488 73 ; libc6
libapt-pkg6.0 2.0.11 main libs 906972 3297 ; libbz2-1.0, libc6, libgcc-s1, libgcrypt20, liblz4-1, liblzma5, libstdc++6, libsystemd0, libudev1, libxxhash0, libzstd1, zlib1g
libattr1 1:2.5.1-1build1 main libs 22164 59 ; libc6
libaudit-common 1:3.0.7-1build1 main libs 10448 22 all
libaudit1 1:3.0.7-1build1 main libs 46764 150 ; libaudit-common, libc6, libcap-ng0
libblkid1 2.34-0.1ubuntu9.6 updates/main libs 147380 398 ; libc6
libbz2-1.0 1.0.8-5build1 main libs 47348 106 ; libc6
libc-bin 2.31-0ubuntu9.16 updates/main libs 609144 2042 ; libc6
libc6 2.31-0ubuntu9.16 updates/main libs 2759320 13001 ; libgcc-s1
libcap-ng0 0.7.9-2.2build3 main libs 17068 65 ; libc6
libcap2 1:2.32-1ubuntu0.2 updates/main libs 27708 95 ; libc6
libcom-err2 1.46.5-2ubuntu1.2 updates/main libs 20044 55 ; libc6
libcrypt1 1:4.4.27-1 main libs 89464 233 ; libc6
libdb5.3 5.3.28+dfsg1-0.8ubuntu3 updates/main libs 697412 1833 ; libc6
libdebconfclient0 0.261ubuntu1 updates/main libs 9900 37 ; libc6
libext2fs2 1.46.5-2ubuntu1.2 updates/main libs 204900 535 ; libc6
libffi7 3.3-4 main libs 22856 68 ; libc6
libgcc-s1 10.5.0-1ubuntu1~20.04 updates/main libs 49856 140 ; gcc-10-base, libc6
libgcrypt20 1.9.4-3ubuntu3 updates/main libs 696204 1592 ; libc6, libgpg-error0
libgmp10 2:6.2.1+dfsg-3ubuntu1 updates/main libs 562588 855 ; libc6
libgnutls30 3.6.13-2ubuntu1.12 updates/main libs 1409084 3396 ; libc6, libgmp10, libhogweed5, libidn2-0, libnettle7, libp11-kit0, libtasn1-6, libunistring2
libgpg-error0 1.43-3 main libs 76888 192 ; libc6
libhogweed5 3.5.1+really3.5.1-2ubuntu0.2 updates/main libs 327524 463 ; libc6, libgmp10, libnettle7
libidn2-0 2.3.2-2build1 main libs 123636 439 ; libc6, libunistring2
liblz4-1 1.9.3-2build2 main libs 62884 169 ; libc6
liblzma5 5.2.5-2ubuntu1 updates/main libs 205796 333 ; libc6
libmount1 2.34-0.1ubuntu9.6 updates/main libs 165732 454 ; libblkid1, libc6, libselinux1
libncurses6 6.2-0ubuntu2.1 updates/main libs 103136 335 ; libtinfo6, libc6
libncursesw6 6.2-0ubuntu2.1 updates/main libs 133824 412 ; libtinfo6, libc6
libnettle7 3.5.1+really3.5.1-2ubuntu0.2 updates/main libs 287764 520 ; libc6
libnsl2 1.3.0-2build2 main libs 39480 127 ; libc6, libtirpc3
libp11-kit0 0.24.0-6build1 main libs 345080 1408 ; libc6, libffi7
libpam-modules 1.4.0-11ubuntu2.4 updates/main admin 291056 1031 ; libaudit1, libc6, libcrypt1, libdb5.3, libpam0g, libselinux1, debconf, libpam-modules-bin
libpam-modules-bin 1.4.0-11ubuntu2.4 updates/main admin 75676 227 ; libaudit1, libc6, libcrypt1, libpam0g, libselinux1
libpam-runtime 1.4.0-11ubuntu2.4 updates/main admin 160936 876 all ; debconf, libpam-modules
libpam0g 1.4.0-11ubuntu2.4 updates/main libs 92060 215 ; libaudit1, libc6, debconf
libpcre2-8-0 10.39-3ubuntu0.1 updates/main libs 261628 685 ; libc6
libpcre3 2:8.39-13ubuntu0.22.04.1 updates/main libs 60000 200
libprocps8 2:3.3.16-1ubuntu2.4 updates/main libs 60000 200
libseccomp2 2.5.3-2ubuntu2 updates/main libs 46808 148 ; libc6
libselinux1 3.3-1build2 main libs 73720 199 ; libc6, libpcre2-8-0
libsemanage-common 3.3-1build2 main libs 21632 37 all
libsemanage2 3.3-1build2 main libs 89884 297 ; libsemanage-common, libaudit1, libbz2-1.0, libc6, libselinux1, libsepol2
libsepol2 3.3-1build1 main libs 275900 775 ; libc6
libsmartcols1 2.34-0.1ubuntu9.6 updates/main libs 106776 289 ; libc6
libss2 1.46.5-2ubuntu1.2 updates/main libs 24800 71 ; libcom-err2, libc6
libssl1.1 1.1.1f-1ubuntu2.24 updates/main libs 2039888 6042 ; libc6
libstdc++6 10.5.0-1ubuntu1~20.04 updates/main libs 612604 2686 ; gcc-10-base, libc6, libgcc-s1
libsystemd0 245.4-4ubuntu3.24 updates/main libs 332372 909 ; libc6, libcap2, libgcrypt20, liblz4-1, liblzma5, libzstd1
libtasn1-6 4.18.0-4build1 main libs 48596 116 ; libc6
libtinfo6 6.2-0ubuntu2.1 updates/main libs 331352 541 ; libc6
libtirpc-common 1.3.2-2ubuntu0.1 updates/main libs 14048 35 all
libtirpc3 1.3.2-2ubuntu0.1 updates/main libs 85192 226 ; libc6, libtirpc-common
libudev1 245.4-4ubuntu3.24 updates/main libs 108880 240 ; libc6
libunistring2 1.0-1 main libs 436708 1807 ; libc6
libuuid1 2.34-0.1ubuntu9.6 updates/main libs 28784 79 ; libc6
libxxhash0 0.8.1-1 main libs 27584 99 ; libc6
libzstd1 1.4.8+dfsg-3build1 main libs 290036 785 ; libc6
login 1:4.8.1-1ubuntu5.20.04.5 updates/main admin 616084 2550 ; libaudit1, libc6, libcrypt1, libpam0g, libpam-runtime, libpam-modules
logsave 1.46.5-2ubuntu1.2 updates/main admin 19876 50 ; libc6
lsb-base 11.1.0ubuntu4 updates/main misc 4584 12 all ; sysvinit-utils
mawk 1.3.4.20200120-3 main interpreters 119144 263 ; libc6
mount 2.34-0.1ubuntu9.6 updates/main admin 134044 393 ; libblkid1, libc6, libmount1, libselinux1, libsmartcols1
ncurses-base 6.2-0ubuntu2.1 updates/main misc 261308 379 all
ncurses-bin 6.2-0ubuntu2.1 updates/main utils 421400 636 ; libc6, libtinfo6
passwd 1:4.8.1-1ubuntu5.20.04.5 updates/main admin 972180 2827 ; libaudit1, libc6, libcrypt1, libpam0g, libselinux1, libsemanage2, libpam-modules
perl-base 5.30.0-9ubuntu0.5 updates/main perl 1609596 7643 ; libc6, libcrypt1, dpkg
procps 2:3.3.16-1ubuntu2.4 updates/main admin 708712 2091 ; init-system-helpers, libc6, libncurses6, libncursesw6, libprocps8, libtinfo6, lsb-base
sed 4.7-1 main utils 329092 987 ; libacl1, libc6, libselinux1
sensible-utils 0.0.17 main misc 60000 200 all
sysvinit-utils 3.01-1ubuntu1 updates/main admin 30996 100 ; libc6
tar 1.30+dfsg-7ubuntu0.20.04.4 updates/main utils 836288 3144 ; libacl1, libc6, libselinux1
ubuntu-keyring 2021.03.26 main misc 60000 200 all
util-linux 2.34-0.1ubuntu9.6 updates/main utils 1177276 4978 ; libblkid1, libc6, libcap-ng0, libcrypt1, libmount1, libpam0g, libselinux1, libsmartcols1, libsystemd0, libtinfo6, libudev1, libuuid1, zlib1g
zlib1g 1:1.2.11.dfsg-2ubuntu1.5 updates/main libs 86684 168 ; libc6
`,
  packages: `apache2 2.4.41-4ubuntu3.23 updates/main httpd 97888 546 ; apache2-bin (= 2.4.41-4ubuntu3.23), apache2-data (= 2.4.41-4ubuntu3.23), apache2-utils (= 2.4.41-4ubuntu3.23)
apache2-bin 2.4.41-4ubuntu3.23 updates/main httpd 1346128 4796 ; libc6, libcrypt1, libpcre3, libssl1.1, zlib1g
apache2-data 2.4.41-4ubuntu3.23 updates/main httpd 164908 856 all
apache2-utils 2.4.41-4ubuntu3.23 updates/main httpd 88708 252 ; libc6, libcrypt1
apt-utils 2.0.11 main admin 309596 1037 ; apt, libapt-pkg6.0, libc6, libdb5.3, libgcc-s1, libstdc++6
bind9-dnsutils 1:9.18.30-0ubuntu0.20.04.2 updates/main net 158488 501 ; bind9-host, bind9-libs, libc6, libedit2, libidn2-0, libkrb5-3
bind9-host 1:9.18.30-0ubuntu0.20.04.2 updates/main net 57620 147 ; bind9-libs, libc6, libidn2-0
bind9-libs 1:9.18.30-0ubuntu0.20.04.2 updates/main libs 1185996 3509 ; libc6, libgssapi-krb5-2, libidn2-0, libjson-c5, libkrb5-3, liblmdb0, libmaxminddb0, libssl1.1, libuv1, libxml2, zlib1g
ca-certificates 20240203~20.04.1 main misc 160948 388 all ; openssl, debconf
curl 7.68.0-1ubuntu2.25 updates/main web 315764 489 ; libc6, libcurl4, zlib1g
dnsutils 1:9.18.30-0ubuntu0.20.04.2 updates/main net 14224 26 all ; bind9-dnsutils
file 1:5.38-4 main utils 42472 79 ; libc6, libmagic1
git 1:2.25.1-1ubuntu3.14 updates/main vcs 7264380 44890 ; libc6, libcurl3-gnutls, libexpat1, libpcre2-8-0, zlib1g, perl, liberror-perl, git-man ; ca-certificates, patch, less, openssh-client
git-man 1:2.25.1-1ubuntu3.14 updates/main doc 2053236 2107 all
gnupg 2.2.27-3ubuntu2.1 updates/main utils 846132 886 all ; gpgv
htop 2.2.0-2build1 main utils 152412 378 ; libc6, libncursesw6, libnl-3-200, libnl-genl-3-200, libtinfo6
iproute2 5.5.0-1ubuntu1 updates/main net 1045828 3516 ; libbpf0, libbsd0, libc6, libcap2, libdb5.3, libelf1, libmnl0, libselinux1, libxtables12, libcap2-bin ; libatm1
iputils-ping 3:20190709-3ubuntu1 updates/main net 47172 121 ; libcap2-bin, libc6, libcap2, libidn2-0 ; libpam-cap
jq 1.6-1ubuntu0.20.04.1 updates/universe utils 64432 111 ; libjq1, libc6
less 551-1ubuntu0.3 updates/main text 132044 313 ; libc6, libtinfo6
libatm1 1:2.5.1-4build2 main libs 68312 107 ; libc6
libatomic1 10.5.0-1ubuntu1~20.04 updates/main libs 9376 45 ; gcc-10-base, libc6
libbpf0 1:0.5.0-1ubuntu22.04.1 updates/main libs 60000 200
libbrotli1 1.0.9-2build6 main libs 274704 783 ; libc6
libbsd0 0.11.5-1 main libs 117416 202 ; libc6, libmd0
libcap2-bin 1:2.32-1ubuntu0.2 updates/main utils 35220 133 ; libc6, libcap2 ; libpam-cap
libcbor0.8 0.8.0-2ubuntu1 updates/main libs 60000 200
libcurl3-gnutls 7.68.0-1ubuntu2.25 updates/main libs 386008 828 ; libbrotli1, libc6, libgnutls30, libgssapi-krb5-2, libidn2-0, libldap-2.4-2, libnettle7, libnghttp2-14, libpsl5, librtmp1, libssh-4, libzstd1, zlib1g ; ca-certificates
libcurl4 7.68.0-1ubuntu2.25 updates/main libs 392184 840 ; libbrotli1, libc6, libgssapi-krb5-2, libidn2-0, libldap-2.4-2, libnghttp2-14, libpsl5, librtmp1, libssh-4, libssl1.1, libzstd1, zlib1g ; ca-certificates
libedit2 3.1-20210910-1build1 main libs 92992 258 ; libbsd0, libc6, libtinfo6
libelf1 0.186-1ubuntu0.1 updates/main libs 173796 1036 ; libc6, zlib1g
liberror-perl 0.17029-1 main perl 29032 73 all ; perl
libexpat1 2.4.7-1ubuntu0.6 updates/main libs 107940 414 ; libc6
libfido2-1 1.10.0-1 main libs 60000 200 ; libc6, libcbor0.8, libssl1.1
libgdbm-compat4 1.23-1 main libs 48156 70 ; libc6, libgdbm6
libgdbm6 1.23-1 main libs 72248 129 ; libc6
libgpm2 1.20.7-10build1 main libs 14216 45 ; libc6
libgssapi-krb5-2 1.19.2-2ubuntu0.4 updates/main libs 135168 425 ; libc6, libcom-err2, libk5crypto3, libkrb5-3, libkrb5support0
libicu66 66.1-2ubuntu2.1 updates/main libs 60000 200 ; libc6, libgcc-s1, libstdc++6
libjemalloc2 5.2.1-4ubuntu1 updates/universe libs 275000 872 ; libc6, libgcc-s1, libstdc++6
libjq1 1.6-1ubuntu0.20.04.1 updates/universe libs 136460 366 ; libc6, libonig5
libjson-c5 0.15-3~ubuntu1.22.04.2 updates/main libs 44120 109 ; libc6
libk5crypto3 1.19.2-2ubuntu0.4 updates/main libs 79712 261 ; libc6, libkrb5support0
libkeyutils1 1.6.1-2ubuntu3 updates/main libs 8808 40 ; libc6
libkrb5-3 1.19.2-2ubuntu0.4 updates/main libs 332280 1077 ; libc6, libcom-err2, libk5crypto3, libkeyutils1, libkrb5support0, libssl1.1
libkrb5support0 1.19.2-2ubuntu0.4 updates/main libs 33212 134 ; libc6
libldap-2.4-2 2.4.49+dfsg-2ubuntu1.10 updates/main libs 183248 553 ; libc6, libgnutls30, libsasl2-2 ; libldap-common
libldap-common 2.5.18+dfsg-0ubuntu0.22.04.2 updates/main libs 29348 92 all
liblmdb0 0.9.24-1build2 main libs 44996 104 ; libc6
liblua5.1-0 5.1.5-8.1build4 universe libs 60000 200
liblzf1 3.6-3 universe libs 10192 39 ; libc6
libmagic-mgc 1:5.38-4 main libs 304888 8130
libmagic1 1:5.38-4 main libs 103752 232 ; libbz2-1.0, libc6, liblzma5, zlib1g, libmagic-mgc
libmaxminddb0 1.5.2-1build2 main libs 29812 76 ; libc6
libmd0 1.0.4-1build1 main libs 29456 79 ; libc6
libmnl0 1.0.4-3build2 main libs 12476 46 ; libc6
libmpdec3 2.5.1-2build2 main libs 60000 200
libnghttp2-14 1.43.0-1ubuntu0.2 updates/main libs 72404 220 ; libc6
libnl-3-200 3.5.0-0.1 main libs 63124 182 ; libc6
libnl-genl-3-200 3.5.0-0.1 main libs 21600 58 ; libnl-3-200, libc6
libonig5 6.9.7.1-2build1 universe libs 187828 666 ; libc6
libpam-cap 1:2.32-1ubuntu0.2 updates/main libs 15052 53 ; libpam-runtime, libc6, libcap2, libpam0g
libperl5.30 5.30.0-9ubuntu0.5 updates/main libs 60000 200 ; libbz2-1.0, libc6, libcrypt1, libdb5.3, libgdbm-compat4, libgdbm6, zlib1g, perl-modules-5.30
libpsl5 0.21.0-1.2build2 main libs 58684 96 ; libidn2-0, libc6, libunistring2 ; publicsuffix
libpython3-stdlib 3.8.2-0ubuntu2 updates/main python 9312 27 ; libpython3.8-stdlib
libpython3.8-minimal 3.8.10-0ubuntu1~20.04.18 updates/main libs 60000 200 ; libc6, libssl1.1
libpython3.8-stdlib 3.8.10-0ubuntu1~20.04.18 updates/main libs 60000 200 ; libpython3.8-minimal, media-types, libc6, libffi7, libmpdec3, libreadline8, libsqlite3-0
libreadline8 8.1.2-1 main libs 165760 475 ; readline-common, libc6, libtinfo6
librtmp1 2.4+20151223.gitfa8646d.1-2build4 main libs 60824 146 ; libc6, libgmp10, libgnutls30, libhogweed5, libnettle7, zlib1g
libsasl2-2 2.1.27+dfsg2-3ubuntu1.2 updates/main libs 59908 167 ; libsasl2-modules-db, libc6 ; libsasl2-modules
libsasl2-modules 2.1.27+dfsg2-3ubuntu1.2 updates/main libs 66868 284 ; libc6, libssl1.1
libsasl2-modules-db 2.1.27+dfsg2-3ubuntu1.2 updates/main libs 20524 77 ; libc6, libdb5.3
libsodium23 1.0.18-1build2 main libs 162044 415 ; libc6
libsqlite3-0 3.37.2-2ubuntu0.3 updates/main libs 838808 1682 ; libc6
libssh-4 0.9.6-2ubuntu0.22.04.3 updates/main libs 60000 200 ; libc6, libgssapi-krb5-2, libssl1.1, zlib1g
libuv1 1.43.0-1ubuntu0.1 updates/main libs 135616 294 ; libc6
libx11-6 2:1.7.5-1ubuntu0.3 updates/main libs 60000 200
libx11-data 2:1.7.5-1ubuntu0.3 updates/main libs 60000 200
libxau6 1:1.0.9-1build5 main libs 60000 200
libxcb1 1.14-3ubuntu3 updates/main libs 60000 200
libxdmcp6 1:1.1.3-0ubuntu5 updates/main libs 60000 200
libxext6 2:1.3.4-1build1 main libs 60000 200
libxml2 2.9.13+dfsg-1ubuntu0.6 updates/main libs 688760 1867 ; libc6, libicu66, liblzma5, zlib1g
libxmuu1 2:1.1.3-3 main libs 60000 200
libxtables12 1.8.7-1ubuntu5.2 updates/main libs 30752 101 ; libc6
locales 2.31-0ubuntu9.16 updates/main localization 3906316 15847 all ; libc-bin, debconf
lsof 4.93.2+dfsg-1.1build2 main utils 318268 482 ; libc6, libselinux1, libtirpc3
lua-bitop 1.0.2-5 universe misc 60000 200
lua-cjson 2.1.0+dfsg-2.1 universe misc 60000 200
media-types 7.0.0 main net 26136 92 all
nano 4.8-1ubuntu1 updates/main editors 689556 2804 ; libc6, libncursesw6, libtinfo6
net-tools 1.60+git20180626.aebd88e-1ubuntu1 updates/main net 243404 978 ; libc6, libselinux1
netbase 6.3 main admin 12800 36 all
netcat-openbsd 1.206-1ubuntu1 updates/main net 41520 108 ; libbsd0, libc6
nginx 1.18.0-0ubuntu1.7 updates/main httpd 532468 1336 ; libc6, libcrypt1, libpcre3, libssl1.1, zlib1g
nodejs 10.19.0~dfsg-3ubuntu1.6 updates/universe web 322140 3934 ; libc6, ca-certificates
openssh-client 1:8.9p1-3ubuntu0.11 updates/main misc 60000 200 ; adduser, libc6, libedit2, libfido2-1, libgssapi-krb5-2, libselinux1, libssl1.1, zlib1g, passwd ; xauth
openssl 1.1.1f-1ubuntu2.24 updates/main utils 1441784 2315 ; libc6, libssl1.1
patch 2.7.6-7build2 main vcs 127848 248 ; libc6
perl 5.30.0-9ubuntu0.5 updates/main perl 239392 670 ; libperl5.30, perl-base, perl-modules-5.30 ; netbase
perl-modules-5.30 5.30.0-9ubuntu0.5 updates/main misc 60000 200 ; perl-base
psmisc 23.3-1 main admin 258696 909 ; libc6, libtinfo6
publicsuffix 20211207.1025-1 main net 126380 339 all
python3 3.8.2-0ubuntu2 updates/main python 26300 81 ; python3.8, libpython3-stdlib, python3-minimal
python3-minimal 3.8.2-0ubuntu2 updates/main python 26312 111 ; python3.8-minimal
python3.8 3.8.10-0ubuntu1~20.04.18 updates/main misc 60000 200 ; libpython3.8-stdlib, media-types, python3.8-minimal
python3.8-minimal 3.8.10-0ubuntu1~20.04.18 updates/main misc 60000 200 ; libpython3.8-minimal, libc6, libexpat1, zlib1g
readline-common 8.1.2-1 main utils 68988 89 all ; dpkg
redis-server 5:5.0.7-2ubuntu0.1 updates/universe database 73908 183 ; lsb-base, redis-tools
redis-tools 5:5.0.7-2ubuntu0.1 updates/universe database 991988 5837 ; libatomic1, libc6, libjemalloc2, liblua5.1-0, liblzf1, libssl1.1, lua-bitop, lua-cjson
sudo 1.8.31-1ubuntu1.5 updates/main admin 1890344 6055 ; init-system-helpers, libaudit1, libc6, libpam0g, libselinux1, zlib1g, libpam-modules
iputils-tracepath 3:20190709-3 universe net 14892 42 ; libc6
libpcap0.8 1.9.1-3ubuntu1.20.04.1 updates/main libs 128376 317 ; libc6
libwrap0 7.6.q-30 main libs 46300 105 ; libc6
socat 1.7.3.3-2 main net 322884 1299 ; libc6, libssl1.1, libwrap0
tcpdump 4.9.3-4ubuntu0.3 updates/main net 369892 1132 ; libc6, libpcap0.8, libssl1.1
telnet 0.17-41.2build1 main oldlibs 41896 54 all ; libc6, libstdc++6
traceroute 1:2.1.0-2 universe net 45352 152 ; libc6
tree 1.8.0-1 universe utils 52464 113 ; libc6
tzdata 2024b-0ubuntu0.20.04 updates/main localization 307832 2571 all ; debconf
unzip 6.0-25ubuntu1.2 updates/main utils 166504 380 ; libbz2-1.0, libc6
vim 2:8.1.2269-1ubuntu5.29 updates/main editors 1567756 3650 ; vim-common, vim-runtime, libacl1, libc6, libgpm2, libselinux1, libsodium23, libtinfo6
vim-common 2:8.1.2269-1ubuntu5.29 updates/main editors 124836 245 all ;  ; xxd
vim-runtime 2:8.1.2269-1ubuntu5.29 updates/main editors 7026844 36406 all
vim-tiny 2:8.1.2269-1ubuntu5.29 updates/main editors 719960 1689 ; vim-common, libacl1, libc6, libselinux1, libtinfo6
wget 1.20.3-1ubuntu2.1 updates/main web 937340 3521 ; libc6, libgnutls30, libidn2-0, libnettle7, libpcre2-8-0, libpsl5, libuuid1, zlib1g ; ca-certificates
xauth 1:1.1-1build2 main misc 60000 200
xxd 2:8.1.2269-1ubuntu5.29 updates/main editors 84116 135 ; libc6
zip 3.0-11build1 main utils 230316 616 ; libbz2-1.0, libc6
`,
};
