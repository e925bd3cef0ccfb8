/** More packages of Debian 12: tools that images of courses install. */
export const moreOfBookworm = `apt-transport-https 2.6.2 main oldlibs 25604 35 all ; apt (>= 1.5~alpha4)
bc 1.07.1-3+b1 main math 109648 241 ; libc6 (>= 2.14), libreadline8 (>= 6.0)
binutils 2.40-2 main devel 64980 109 ; binutils-common (= 2.40-2), libbinutils (= 2.40-2), binutils-x86-64-linux-gnu (= 2.40-2)
binutils-common 2.40-2 main devel 2486664 15021
binutils-x86-64-linux-gnu 2.40-2 main devel 2245848 11428 ; binutils-common (= 2.40-2), libbinutils (= 2.40-2), libc6 (>= 2.36), libctf-nobfd0 (>= 2.36), libctf0 (>= 2.36), libgcc-s1 (>= 4.2), libgprofng0 (>= 2.40-2), libjansson4 (>= 2.14), libstdc++6 (>= 5), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4)
bzip2 1.0.8-5+b1 main utils 49804 121 ; libbz2-1.0 (= 1.0.8-5+b1), libc6 (>= 2.34)
cowsay 3.03+dfsg2-8 main games 21372 92 all ; libtext-charwidth-perl, perl
cpp 4:12.2.0-3 main interpreters 6836 30 ; cpp-12 (>= 12.2.0-1~)
cpp-12 12.2.0-14+deb12u1 main interpreters 9767788 33848 ; gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.36), libgmp10 (>= 2:6.2.1+dfsg1), libisl23 (>= 0.15), libmpc3 (>= 1.1.0), libmpfr6 (>= 3.1.3), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4)
cron 3.0pl1-162 main admin 73084 217 ; init-system-helpers (>= 1.54~), cron-daemon-common, libc6 (>= 2.34), libpam0g (>= 0.99.7.1), libselinux1 (>= 3.1~), sensible-utils, libpam-runtime
cron-daemon-common 3.0pl1-162 main admin 12660 44 all ; adduser
dumb-init 1.2.5-2 main utils 14052 37 ; libc6 (>= 2.7)
gcc 4:12.2.0-3 main devel 5216 47 ; cpp (= 4:12.2.0-3), gcc-12 (>= 12.2.0-1~)
gcc-12 12.2.0-14+deb12u1 main devel 19268852 68236 ; cpp-12 (= 12.2.0-14+deb12u1), gcc-12-base (= 12.2.0-14+deb12u1), libcc1-0 (>= 12.2.0-14+deb12u1), binutils (>= 2.40), libgcc-12-dev (= 12.2.0-14+deb12u1), libc6 (>= 2.36), libgcc-s1 (>= 3.0), libgmp10 (>= 2:6.2.1+dfsg1), libisl23 (>= 0.15), libmpc3 (>= 1.1.0), libmpfr6 (>= 3.1.3), libstdc++6 (>= 5), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4)
gosu 1.14-1+b10 main admin 766280 2185
iperf3 3.12-1+deb12u2 main net 33964 86 ; init-system-helpers (>= 1.54~), debconf, adduser, libc6 (>= 2.34), libiperf0 (>= 3.1.3), debconf (>= 0.5) | debconf-2.0
libargon2-1 0~20171227-0.3+deb12u1 main libs 19432 56 ; libc6 (>= 2.34)
libasan8 12.2.0-14+deb12u1 main libs 2192652 8017 ; gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.34), libgcc-s1 (>= 3.3)
libbinutils 2.40-2 main devel 572104 2469 ; libc6 (>= 2.34), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.2.0), binutils-common (= 2.40-2)
libcbor0.8 0.8.0-2+b1 main libs 27436 98 ; libc6 (>= 2.14)
libcc1-0 12.2.0-14+deb12u1 main libs 41736 136 ; gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.14), libgcc-s1 (>= 3.0), libstdc++6 (>= 5.2)
libctf-nobfd0 2.40-2 main devel 153384 301 ; libc6 (>= 2.14), zlib1g (>= 1:1.2.0)
libctf0 2.40-2 main devel 89796 232 ; libbinutils (= 2.40-2), libc6 (>= 2.33), zlib1g (>= 1:1.2.0)
libfido2-1 1.12.0-2+b1 main libs 77216 241 ; libc6 (>= 2.36), libcbor0.8 (>= 0.8.0), libssl3 (>= 3.0.0), libudev1 (>= 183), zlib1g (>= 1:1.1.4)
libgcc-12-dev 12.2.0-14+deb12u1 main libdevel 2437204 14284 ; gcc-12-base (= 12.2.0-14+deb12u1), libgcc-s1 (>= 12.2.0-14+deb12u1), libgomp1 (>= 12.2.0-14+deb12u1), libitm1 (>= 12.2.0-14+deb12u1), libatomic1 (>= 12.2.0-14+deb12u1), libasan8 (>= 12.2.0-14+deb12u1), liblsan0 (>= 12.2.0-14+deb12u1), libtsan2 (>= 12.2.0-14+deb12u1), libubsan1 (>= 12.2.0-14+deb12u1), libquadmath0 (>= 12.2.0-14+deb12u1)
libgomp1 12.2.0-14+deb12u1 main libs 115772 312 ; gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.34)
libgprofng0 2.40-2 main devel 812120 3958 ; libbinutils (= 2.40-2), libc6 (>= 2.34), libgcc-s1 (>= 3.3.1), libstdc++6 (>= 5.2), zlib1g (>= 1:1.1.4)
libiperf0 3.12-1+deb12u2 main libs 91200 252 ; libc6 (>= 2.33), libsctp1 (>= 1.0.10+dfsg), libssl3 (>= 3.0.0)
libisl23 0.25-1.1 main libs 683060 2302 ; libc6 (>= 2.14), libgmp10 (>= 2:6.2.1+dfsg1)
libitm1 12.2.0-14+deb12u1 main libs 26140 115 ; gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.34)
liblsan0 12.2.0-14+deb12u1 main libs 969300 2942 ; gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.34), libgcc-s1 (>= 3.3)
libmpc3 1.3.1-1 main libs 51480 149 ; libc6 (>= 2.4), libgmp10 (>= 2:6.2.1+dfsg1), libmpfr6 (>= 4.0.0)
libmpfr6 4.2.0-1 main libs 700900 1177 ; libc6 (>= 2.14), libgmp10 (>= 2:6.2.1+dfsg1)
libpq5 15.20-0+deb12u1 main libs 205248 906 ; libc6 (>= 2.33), libgssapi-krb5-2 (>= 1.17), libldap-2.5-0 (>= 2.5.4), libssl3 (>= 3.0.0)
libquadmath0 12.2.0-14+deb12u1 main libs 144616 292 ; gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.23)
libsctp1 1.0.19+dfsg-2 main libs 29720 56 ; libc6 (>= 2.4)
libtext-charwidth-perl 0.04-11 main perl 9496 41 ; libc6 (>= 2.4), perl-base (>= 5.36.0-4)
libtsan2 12.2.0-14+deb12u1 main libs 2196972 7815 ; gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.34), libgcc-s1 (>= 3.3)
libubsan1 12.2.0-14+deb12u1 main libs 883056 2652 ; gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.34), libgcc-s1 (>= 3.3), libstdc++6 (>= 4.1.1)
iputils-tracepath 3:20221126-1+deb12u1 main net 18060 46 ; libc6 (>= 2.34)
libwrap0 7.6.q-32 main libs 54936 110 ; libc6 (>= 2.33), libnsl2 (>= 1.0)
netcat-traditional 1.10-47 main net 67876 143 ; libc6 (>= 2.15)
openssh-client 1:9.2p1-2+deb12u10 main net 993532 5801 ; adduser, passwd, libc6 (>= 2.36), libedit2 (>= 2.11-20080614-0), libfido2-1 (>= 1.8.0), libgssapi-krb5-2 (>= 1.17), libselinux1 (>= 3.1~), libssl3 (>= 3.0.19), zlib1g (>= 1:1.1.4)
php-cli 2:8.2+93 main php 4108 21 all ; php8.2-cli
php-common 2:93 main php 13104 70 all ; psmisc (>= 22.15-1~)
php8.2-cli 8.2.36-1~deb12u1 main php 1756464 5637 ; libedit2 (>= 2.11-20080614-4), libmagic1, media-types | mime-support, php8.2-common (= 8.2.36-1~deb12u1), php8.2-opcache, php8.2-readline, tzdata, ucf, libargon2-1 (>= 0~20171227), libc6 (>= 2.35), libpcre2-8-0 (>= 10.32), libsodium23 (>= 1.0.18), libssl3 (>= 3.0.0), libxml2 (>= 2.8.0), zlib1g (>= 1:1.1.4)
php8.2-common 8.2.36-1~deb12u1 main php 694264 8456 ; php-common (>= 1:81~), ucf, libc6 (>= 2.34), libffi8 (>= 3.4), libssl3 (>= 3.0.0)
php8.2-opcache 8.2.36-1~deb12u1 main php 346240 1028 ; php-common (>= 1:81~), ucf, php8.2-common (= 8.2.36-1~deb12u1), libc6 (>= 2.34), libgcc-s1 (>= 3.3)
php8.2-readline 8.2.36-1~deb12u1 main php 12528 64 ; php-common (>= 1:81~), ucf, php8.2-common (= 8.2.36-1~deb12u1), libc6 (>= 2.34), libedit2 (>= 3.1-20160903-0)
postgresql-client 15+248+deb12u2 main database 10340 16 all ; postgresql-client-15
postgresql-client-15 15.20-0+deb12u1 main database 1778868 8615 ; libpq5 (>= 15.20), postgresql-client-common (>= 182~), sensible-utils, libc6 (>= 2.34), liblz4-1 (>= 0.0~r127), libreadline8 (>= 6.0), libssl3 (>= 3.0.0), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4)
postgresql-client-common 248+deb12u2 main database 35284 130 all ; netbase, perl
python3-distutils 3.11.2-3 main python 130936 638 all ; python3 (>= 3.10.8-0~), python3 (<< 3.12), python3-lib2to3 (= 3.11.2-3)
python3-lib2to3 3.11.2-3 main python 76284 365 all ; python3 (>= 3.10.8-0~), python3 (<< 3.12)
python3-pip 23.0.1+dfsg-1 main python 1324972 6678 all ; ca-certificates, python3-distutils, python3-setuptools, python3-wheel, python3
python3-pkg-resources 66.1.1-1+deb12u2 main python 296604 1052 all ; python3
python3-setuptools 66.1.1-1+deb12u2 main python 521580 2534 all ; python3-pkg-resources (= 66.1.1-1+deb12u2), python3-distutils, python3
python3-venv 3.11.2-1+b1 main python 1204 6 ; python3.11-venv (>= 3.11.2-1~), python3 (= 3.11.2-1+b1), python3-distutils
python3.11-venv 3.11.2-6+deb12u9 main python 5896 27 ; python3.11 (= 3.11.2-6+deb12u9), python3-distutils
python3-wheel 0.38.4-2 main python 30808 131 all ; python3-distutils, python3
sensible-utils 0.0.17+nmu1 main utils 19020 56 all
socat 1.7.4.4-2 main net 375188 1515 ; libc6 (>= 2.34), libssl3 (>= 3.0.0), libwrap0 (>= 7.6-4~)
sqlite3 3.40.1-2+deb12u2 main database 353348 533 ; libc6 (>= 2.34), libreadline8 (>= 6.0), libsqlite3-0 (= 3.40.1-2+deb12u2), zlib1g (>= 1:1.2.0)
stress 1.0.7-1 main devel 21944 56 ; libc6 (>= 2.34)
tini 0.19.0-1+b3 main utils 267204 731 ; libc6 (>= 2.34)
ucf 3.0043+nmu1+deb12u1 main utils 55312 214 all ; debconf (>= 0.5) | debconf-2.0, sensible-utils
xz-utils 5.4.1-1+deb12u2 main utils 471448 1226 ; libc6 (>= 2.34), liblzma5 (>= 5.4.0)
`;
