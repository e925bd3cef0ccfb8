import type { RpmRelease } from './rpm-mirror.js';

/** CentOS 7.9.2009 with the updates that its mirrors were left with. */
export const centos7Release: RpmRelease = {
  repositories: [
    { id: 'base', root: '/centos/7/os/x86_64', primaryBytes: 6_398_000 },
    { id: 'extras', root: '/centos/7/extras/x86_64', primaryBytes: 259_000 },
    { id: 'updates', root: '/centos/7/updates/x86_64', primaryBytes: 28_470_000 },
    { id: 'epel', root: '/pub/epel/7/x86_64', primaryBytes: 7_340_000 },
  ],
  base: `acl 2.2.51-15.el7 x86_64 base 82944 201225 ; libacl
audit-libs 2.8.5-4.el7 x86_64 base 104448 251738
basesystem 10.0-7.el7.centos noarch base 5120 0
bash 4.2.46-34.el7 x86_64 base 1037312 3667773 ; glibc, ncurses-libs
binutils 2.27-44.base.el7 x86_64 base 6188032 25105768 ; glibc
bzip2-libs 1.0.6-13.el7 x86_64 base 40960 67594 ; glibc
ca-certificates 2020.2.41-70.0.el7_8 noarch base 391168 960343
centos-release 7-9.2009.0.el7.centos x86_64 base 27648 44787
chkconfig 1.7.6-1.el7 x86_64 base 185344 799922 ; glibc
coreutils 8.22-24.el7 x86_64 base 3380224 14588989 ; glibc, gmp, libacl, libattr
cpio 2.11-28.el7 x86_64 base 215040 699906 ; glibc
cracklib 2.9.0-11.el7 x86_64 base 81920 205532 ; glibc
curl 7.29.0-59.el7 x86_64 base 276480 541141 ; libcurl = 7.29.0-59.el7, glibc
cyrus-sasl-lib 2.1.26-23.el7 x86_64 base 158720 393929 ; glibc
dbus-libs 1:1.10.24-15.el7 x86_64 base 172032 370432 ; glibc
diffutils 3.3-5.el7 x86_64 base 329728 1032584 ; glibc
elfutils-libelf 0.176-5.el7 x86_64 base 199680 852838 ; glibc
expat 2.1.0-12.el7 x86_64 base 82944 209616 ; glibc
file-libs 5.11-37.el7 x86_64 base 347136 2639304 ; glibc
filesystem 3.2-25.el7 x86_64 base 1037312 0
findutils 4.5.11-6.el7 x86_64 base 572416 1855626 ; glibc
gawk 4.0.2-4.el7_3.1 x86_64 base 894976 2435978 ; glibc
gdbm 1.10-8.el7 x86_64 base 71680 184416 ; glibc
glib2 2.56.1-7.el7 x86_64 base 2611200 12392010 ; glibc
glibc 2.17-317.el7 x86_64 base 3774464 14083684 ; glibc-common = 2.17-317.el7
glibc-common 2.17-317.el7 x86_64 base 12058624 121002738
gmp 1:6.0.0-15.el7 x86_64 base 287744 657838 ; glibc
gnupg2 2.0.22-5.el7_5 x86_64 base 1536000 6637796 ; glibc
gpgme 1.3.2-5.el7 x86_64 base 149504 575184 ; glibc
grep 2.20-3.el7 x86_64 base 352256 1195131 ; glibc, pcre
gzip 1.5-10.el7 x86_64 base 133120 250440 ; glibc
hostname 3.13-3.el7_7.1 x86_64 base 17408 19449 ; glibc
info 5.1-5.el7 x86_64 base 238592 486916 ; glibc
iproute 4.11.0-30.el7 x86_64 base 824320 2012180 ; glibc
keyutils-libs 1.5.8-3.el7 x86_64 base 25600 42138 ; glibc
kmod-libs 20-28.el7 x86_64 base 52224 92456 ; glibc
krb5-libs 1.15.1-50.el7 x86_64 base 828416 1995530 ; glibc, keyutils-libs, libcom_err, openssl-libs
less 458-9.el7 x86_64 base 122880 220206 ; glibc, ncurses-libs
libacl 2.2.51-15.el7 x86_64 base 27648 36864 ; glibc, libattr
libattr 2.4.46-13.el7 x86_64 base 18432 19904 ; glibc
libblkid 2.23.2-65.el7 x86_64 base 187392 345240 ; glibc
libcap 2.22-11.el7 x86_64 base 47104 107280 ; glibc
libcap-ng 0.7.5-4.el7 x86_64 base 25600 50870 ; glibc
libcom_err 1.42.9-19.el7 x86_64 base 43008 60824 ; glibc
libcurl 7.29.0-59.el7 x86_64 base 228352 435192 ; glibc, krb5-libs, libidn, libssh2, nss, openldap, zlib
libdb 5.3.21-25.el7 x86_64 base 736256 1858008 ; glibc
libffi 3.0.13-19.el7 x86_64 base 30720 47766 ; glibc
libgcc 4.8.5-44.el7 x86_64 base 105472 182272
libgcrypt 1.5.3-14.el7 x86_64 base 268288 597727 ; glibc
libgpg-error 1.12-3.el7 x86_64 base 89088 374740 ; glibc
libidn 1.28-4.el7 x86_64 base 214016 636636 ; glibc
libmount 2.23.2-65.el7 x86_64 base 189440 350072 ; glibc
libselinux 2.5-15.el7 x86_64 base 165888 217874 ; glibc, pcre
libsemanage 2.5-14.el7 x86_64 base 154624 304373 ; glibc
libsepol 2.5-10.el7 x86_64 base 304128 686640 ; glibc
libssh2 1.8.0-4.el7 x86_64 base 90112 201966 ; glibc, openssl-libs, zlib
libstdc++ 4.8.5-44.el7 x86_64 base 313344 1055866 ; glibc, libgcc
libuuid 2.23.2-65.el7 x86_64 base 86016 21312 ; glibc
libverto 0.2.5-4.el7 x86_64 base 16384 24684 ; glibc
libxml2 2.9.1-6.el7.5 x86_64 base 684032 1805064 ; glibc, xz-libs, zlib
lua 5.1.4-15.el7 x86_64 base 205824 640184 ; glibc
ncurses 5.9-14.20130511.el7_4 x86_64 base 311296 439762 ; glibc, ncurses-libs
ncurses-base 5.9-14.20130511.el7_4 noarch base 69632 223432
ncurses-libs 5.9-14.20130511.el7_4 x86_64 base 323584 1028216 ; glibc, ncurses-base
nspr 4.25.0-2.el7_9 x86_64 base 130048 287416 ; glibc
nss 3.53.1-3.el7_9 x86_64 base 889856 2505704 ; glibc, nspr, nss-softokn, nss-util
nss-softokn 3.53.1-6.el7_9 x86_64 base 361472 986680 ; glibc, nspr, nss-util
nss-util 3.53.1-1.el7_9 x86_64 base 80896 214680 ; glibc, nspr
openldap 2.4.44-22.el7 x86_64 base 364544 1034080 ; cyrus-sasl-lib, glibc, nss
openssl-libs 1:1.0.2k-19.el7 x86_64 base 1253376 3200172 ; glibc, krb5-libs, zlib
p11-kit 0.23.5-3.el7 x86_64 base 257024 1337816 ; glibc
pam 1.1.8-23.el7 x86_64 base 738304 2629677 ; audit-libs, cracklib, glibc
passwd 0.79-6.el7 x86_64 base 108544 434080 ; glibc, pam
pcre 8.32-17.el7 x86_64 base 432128 1473680 ; glibc
popt 1.13-16.el7 x86_64 base 43008 88516 ; glibc
procps-ng 3.3.10-28.el7 x86_64 base 297984 750376 ; glibc, ncurses-libs
python 2.7.5-89.el7 x86_64 base 98304 80907 ; python-libs
python-libs 2.7.5-89.el7 x86_64 base 5893120 24720320 ; glibc, expat, openssl-libs
readline 6.2-11.el7 x86_64 base 197632 472166 ; glibc, ncurses-libs
rpm 4.11.3-45.el7 x86_64 base 1231872 2622864 ; glibc, curl, libdb, lua, popt
sed 4.2.2-7.el7 x86_64 base 236544 601740 ; glibc
setup 2.8.71-11.el7 noarch base 169984 697141
shadow-utils 2:4.6-5.el7 x86_64 base 1237504 3534490 ; glibc, setup
shared-mime-info 1.8-5.el7 x86_64 base 319488 2379029 ; glibc
sqlite 3.7.17-8.el7_7.1 x86_64 base 404480 815480 ; glibc
tar 2:1.26-35.el7 x86_64 base 865280 2838331 ; glibc
tzdata 2020d-2.el7 noarch base 492544 1998080
util-linux 2.23.2-65.el7 x86_64 base 2099200 8517112 ; glibc, libblkid, libmount, libuuid
vim-minimal 2:7.4.629-7.el7 x86_64 base 444416 917640 ; glibc, ncurses-libs
which 2.20-7.el7 x86_64 base 41984 77122 ; glibc
xz 5.2.2-1.el7 x86_64 base 234496 802408 ; glibc, xz-libs
xz-libs 5.2.2-1.el7 x86_64 base 105472 243616 ; glibc
yum 3.4.3-168.el7.centos noarch base 1290240 5805552 ; python, rpm, yum-metadata-parser, yum-plugin-fastestmirror
yum-metadata-parser 1.1.4-10.el7 x86_64 base 27648 58057 ; glibc, python
yum-plugin-fastestmirror 1.1.31-54.el7_8 noarch base 34816 53895 ; yum
yum-plugin-ovl 1.1.31-54.el7_8 noarch base 28672 22415 ; yum
yum-utils 1.1.31-54.el7_8 noarch base 124928 346093 ; python, yum
zlib 1.2.7-18.el7 x86_64 base 92160 185294 ; glibc
`,
  packages: `curl 7.29.0-59.el7_9.2 x86_64 updates 277504 540945 ; libcurl = 7.29.0-59.el7_9.2, glibc
libcurl 7.29.0-59.el7_9.2 x86_64 updates 228352 435200 ; glibc, krb5-libs, libidn, libssh2, nss, openldap, zlib
bash 4.2.46-35.el7_9 x86_64 updates 1037312 3667709 ; glibc, ncurses-libs
ca-certificates 2023.2.60_v7.0.306-72.el7_9 noarch updates 945152 2389984
expat 2.1.0-15.el7_9 x86_64 updates 83968 213712 ; glibc
gzip 1.5-11.el7_9 x86_64 updates 133120 250700 ; glibc
libxml2 2.9.1-6.el7_9.6 x86_64 updates 684032 1805064 ; glibc, xz-libs, zlib
openssl-libs 1:1.0.2k-26.el7_9 x86_64 updates 1253376 3204268 ; glibc, krb5-libs, zlib
tzdata 2024a-1.el7 noarch updates 510976 2040590
vim-minimal 2:7.4.629-8.el7_9 x86_64 updates 454656 917640 ; glibc, ncurses-libs
xz 5.2.2-2.el7_9 x86_64 updates 234496 802409 ; glibc, xz-libs = 5.2.2-2.el7_9
xz-libs 5.2.2-2.el7_9 x86_64 updates 105472 243617 ; glibc
zlib 1.2.7-21.el7_9 x86_64 updates 92160 185326 ; glibc
wget 1.14-18.el7_6.1 x86_64 base 560128 2061443 ; glibc, openssl-libs
nano 2.3.1-10.el7 x86_64 base 450560 1715885 ; glibc, ncurses-libs
net-tools 2.0-0.25.20131004git.el7 x86_64 base 313344 939930 ; glibc
iputils 20160308-10.el7 x86_64 base 152576 343449 ; glibc, libcap
bind-utils 32:9.11.4-26.P2.el7_9.16 x86_64 updates 266240 497592 ; bind-libs = 9.11.4-26.P2.el7_9.16, bind-libs-lite = 9.11.4-26.P2.el7_9.16, glibc, GeoIP
bind-libs 32:9.11.4-26.P2.el7_9.16 x86_64 updates 161792 321136 ; bind-license, glibc
bind-libs-lite 32:9.11.4-26.P2.el7_9.16 x86_64 updates 1161216 2794592 ; bind-license, glibc
bind-license 32:9.11.4-26.P2.el7_9.16 noarch updates 93184 26831
GeoIP 1.5.0-14.el7 x86_64 base 1536000 2905020 ; geoipupdate
geoipupdate 2.5.0-2.el7 x86_64 base 35840 57640 ; glibc
git 1.8.3.1-25.el7_9 x86_64 updates 4613120 23232282 ; glibc, less, openssh-clients, perl, perl-Error, perl-Git = 1.8.3.1-25.el7_9, rsync
perl-Git 1.8.3.1-25.el7_9 noarch updates 57344 57845 ; perl
perl-Error 1:0.17020-2.el7 noarch base 32768 49860 ; perl
perl 4:5.16.3-299.el7_9 x86_64 updates 8388608 23596768 ; glibc, perl-libs
perl-libs 4:5.16.3-299.el7_9 x86_64 updates 705536 1647344 ; glibc
openssh-clients 7.4p1-23.el7_9 x86_64 updates 671744 2646620 ; glibc, openssh = 7.4p1-23.el7_9
openssh 7.4p1-23.el7_9 x86_64 updates 523264 1993325 ; glibc
rsync 3.1.2-12.el7_9 x86_64 updates 416768 834618 ; glibc
tree 1.6.0-10.el7 x86_64 base 47104 89505 ; glibc
file 5.11-37.el7 x86_64 base 58368 67962 ; file-libs, glibc
lsof 4.87-6.el7 x86_64 base 339968 948604 ; glibc
psmisc 22.20-17.el7 x86_64 base 144384 486585 ; glibc, ncurses-libs
nmap-ncat 2:6.40-19.el7 x86_64 base 211968 433072 ; glibc, libpcap
libpcap 14:1.5.3-13.el7_9 x86_64 updates 142336 326448 ; glibc
openssl 1:1.0.2k-26.el7_9 x86_64 updates 505856 834252 ; glibc, openssl-libs = 1.0.2k-26.el7_9
sudo 1.8.23-10.el7_9.3 x86_64 updates 863232 3137820 ; glibc, pam
socat 1.7.3.2-2.el7 x86_64 base 296960 1147484 ; glibc, openssl-libs, readline
tcpdump 14:4.9.2-4.el7_7.1 x86_64 base 431104 1068176 ; glibc, libpcap, openssl-libs, shadow-utils
traceroute 3:2.0.22-2.el7 x86_64 base 60416 94080 ; glibc
telnet 1:0.17-66.el7 x86_64 updates 65536 114865 ; glibc
unzip 6.0-24.el7_9 x86_64 updates 175104 373986 ; glibc
zip 3.0-11.el7 x86_64 base 266240 815221 ; glibc
vim-enhanced 2:7.4.629-8.el7_9 x86_64 updates 1087488 2292098 ; glibc, gpm-libs, vim-common = 7.4.629-8.el7_9
vim-common 2:7.4.629-8.el7_9 x86_64 updates 6207488 22298912 ; vim-filesystem
vim-filesystem 2:7.4.629-8.el7_9 x86_64 updates 11264 1976
gpm-libs 1.20.7-6.el7 x86_64 base 32768 57880 ; glibc
python3 3.6.8-21.el7_9 x86_64 updates 72704 40266 ; python3-libs, python3-pip, python3-setuptools
python3-libs 3.6.8-21.el7_9 x86_64 updates 7340032 36778456 ; glibc
python3-pip 9.0.3-8.el7 noarch base 1677722 9344016
python3-setuptools 39.2.0-10.el7 noarch base 644096 3748800
mariadb 1:5.5.68-1.el7 x86_64 base 9227469 50992560 ; glibc, mariadb-libs = 5.5.68-1.el7
mariadb-libs 1:5.5.68-1.el7 x86_64 base 777216 4623256 ; glibc, zlib
epel-release 7-11 noarch extras 15360 24834
httpd 2.4.6-99.el7.centos.1 x86_64 updates 2846720 9823560 ; glibc, pcre, httpd-tools = 2.4.6-99.el7.centos.1
httpd-tools 2.4.6-99.el7.centos.1 x86_64 updates 96256 172196 ; glibc
nginx 1:1.20.1-10.el7 x86_64 epel 601088 1827492 ; glibc, nginx-filesystem, openssl11-libs, pcre
nginx-filesystem 1:1.20.1-10.el7 noarch epel 24576 142
openssl11-libs 1:1.1.1k-7.el7 x86_64 epel 1572864 3835976 ; glibc
htop 2.2.0-3.el7 x86_64 epel 105472 223316 ; glibc, ncurses-libs
jq 1.6-2.el7 x86_64 epel 171008 390764 ; glibc, oniguruma
oniguruma 6.8.2-2.el7 x86_64 epel 184320 557264 ; glibc
redis 3.2.12-2.el7 x86_64 epel 557056 1435464 ; glibc, jemalloc
jemalloc 3.6.0-1.el7 x86_64 epel 107520 324368 ; glibc
nodejs 1:16.20.2-1.el7 x86_64 epel 35651584 120245512 ; glibc, libstdc++
npm 1:8.19.4-1.16.20.2.1.el7 x86_64 epel 1992294 7864320 ; nodejs
`,
};
