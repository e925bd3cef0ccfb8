import type { ApkRelease } from './apk-mirror.js';

/** Alpine 3.18, with what its mirrors had last; the image has the packages of 3.18.4. */
export const alpine318: ApkRelease = {
  branch: 'v3.18',
  indexBytes: { main: 640_000, community: 1_940_000 },
  base: `alpine-baselayout 3.4.3-r1 main 9036 331776 ; alpine-baselayout-data /bin/sh
alpine-baselayout-data 3.4.3-r1 main 11664 77824
alpine-keys 2.4-r1 main 13359 159744
apk-tools 2.14.0-r2 main 121552 249856 ; musl ca-certificates-bundle libcrypto3 libssl3 zlib
busybox 1.36.1-r2 main 505944 929792 ; musl ; cmd:vi
busybox-binsh 1.36.1-r2 main 1539 8192 ; busybox ; /bin/sh
ca-certificates-bundle 20230506-r0 main 125820 233472 ; ; ca-certificates-cacert
libc-utils 0.7.2-r5 main 1482 4096 ; musl-utils
libcrypto3 3.1.3-r0 main 1726520 4247552 ; musl
libssl3 3.1.3-r0 main 251060 589824 ; libcrypto3 musl
musl 1.2.4-r1 main 382888 634880
musl-utils 1.2.4-r1 main 37072 135168 ; musl scanelf
scanelf 1.3.7-r1 main 36704 98304 ; musl
ssl_client 1.36.1-r2 main 4924 28672 ; libcrypto3 libssl3 musl ; ; busybox libssl3
zlib 1.2.13-r1 main 53956 110592 ; musl
`,
  packages: `bash 5.2.15-r5 main 472320 1339392 ; musl readline ; cmd:bash
readline 8.2.1-r1 main 119980 315392 ; musl libncursesw
libncursesw 6.4_p20230506-r0 main 117660 311296 ; musl ncurses-terminfo-base
ncurses-terminfo-base 6.4_p20230506-r0 main 22010 217088
curl 8.12.1-r0 main 124500 253952 ; ca-certificates libcurl musl zlib ; cmd:curl
libcurl 8.12.1-r0 main 322000 647168 ; brotli-libs c-ares libcrypto3 libidn2 libpsl libssl3 musl nghttp2-libs zlib zstd-libs
ca-certificates 20241121-r1 main 183720 688128 ; libcrypto3 musl
brotli-libs 1.0.9-r14 main 384420 739328 ; musl
c-ares 1.34.5-r0 main 89120 184320 ; musl
libidn2 2.3.4-r1 main 63540 172032 ; libunistring musl
libunistring 1.1-r1 main 540710 1560576 ; musl
libpsl 0.21.5-r0 main 59620 122880 ; libidn2 libunistring musl
nghttp2-libs 1.57.0-r0 main 72300 159744 ; musl
zstd-libs 1.5.5-r4 main 284210 638976 ; musl
wget 1.21.4-r0 main 197210 483328 ; libidn2 musl pcre2 libssl3 zlib
pcre2 10.42-r1 main 212340 622592 ; musl
nano 7.2-r1 main 250540 757760 ; libncursesw musl libmagic ; cmd:nano
libmagic 5.45-r1 main 293700 7225344 ; musl
vim 9.0.2073-r0 main 1133260 3104768 ; libncursesw musl vim-common xxd
vim-common 9.0.2073-r0 main 93010 348160
xxd 9.0.2073-r0 main 11020 28672 ; musl
less 633-r0 main 73910 163840 ; libncursesw musl
iputils 20221126-r2 main 62110 172032 ; iputils-arping iputils-clockdiff iputils-ping iputils-tracepath
iputils-ping 20221126-r2 main 29840 65536 ; musl libcap2
iputils-arping 20221126-r2 main 11020 24576 ; musl libcap2
iputils-clockdiff 20221126-r2 main 7700 16384 ; musl libcap2
iputils-tracepath 20221126-r2 main 8100 20480 ; musl
libcap2 2.69-r0 main 19840 49152 ; musl
bind-tools 9.18.24-r0 main 95680 200704 ; bind-libs musl libedit
bind-libs 9.18.24-r0 main 1150000 2752512 ; json-c krb5-libs libcrypto3 libssl3 libuv libxml2 musl zlib fstrm protobuf-c nghttp2-libs lmdb
libedit 20221030.3.1-r1 main 91010 204800 ; libncursesw musl
json-c 0.16-r3 main 31200 81920 ; musl
krb5-libs 1.20.2-r1 main 743210 2191360 ; keyutils-libs krb5-conf libcom_err libverto musl
krb5-conf 1.0-r2 main 2240 20480
keyutils-libs 1.6.3-r3 main 8010 20480 ; musl
libcom_err 1.47.0-r2 main 7560 24576 ; musl
libverto 0.3.2-r2 main 12210 40960 ; musl
libuv 1.44.2-r2 main 78310 176128 ; musl
libxml2 2.11.8-r3 main 456000 1171456 ; musl xz-libs zlib
xz-libs 5.4.3-r0 main 82120 192512 ; musl
fstrm 0.6.1-r2 main 17200 49152 ; musl
protobuf-c 1.4.1-r5 main 14900 40960 ; musl
lmdb 0.9.30-r1 main 47120 114688 ; musl
net-tools 2.10-r2 main 127640 442368 ; mii-tool musl
mii-tool 2.10-r2 main 9780 24576 ; musl
iproute2 6.3.0-r0 main 4096 8192 ; iproute2-minimal iproute2-tc iproute2-ss
iproute2-minimal 6.3.0-r0 main 280120 606208 ; libcap2 libelf libmnl musl
iproute2-tc 6.3.0-r0 main 210340 581632 ; libelf libmnl musl
iproute2-ss 6.3.0-r0 main 46710 114688 ; libcap2 libmnl musl
libelf 0.189-r2 main 56010 131072 ; musl zlib zstd-libs
libmnl 1.0.5-r1 main 8740 24576 ; musl
procps 4.0.4-r0 main 8110 8192 ; procps-ng
procps-ng 4.0.4-r0 main 301200 749568 ; libncursesw libproc2 musl utmps-libs
libproc2 4.0.4-r0 main 42100 94208 ; musl
utmps-libs 0.1.2.1-r1 main 10110 24576 ; musl skalibs
skalibs 2.13.1.1-r1 main 130010 311296 ; musl
git 2.40.4-r0 main 3107420 6696960 ; libcurl libexpat musl pcre2 zlib
libexpat 2.6.4-r0 main 58540 151552 ; musl
libpcap 1.10.4-r1 main 144384 331776 ; musl
socat 1.7.4.4-r1 main 143360 405504 ; musl libcrypto3 libssl3 readline
tcpdump 4.99.4-r1 main 486400 1183744 ; musl libcrypto3 libpcap
tree 2.1.1-r0 main 41900 94208 ; musl
jq 1.6-r4 main 141330 364544 ; oniguruma musl
oniguruma 6.9.8-r1 main 177820 536576 ; musl
openssl 3.1.8-r0 main 347110 692224 ; libcrypto3 libssl3 musl
nginx 1.24.0-r7 main 557730 1327104 ; musl pcre2 libcrypto3 libssl3 zlib
apache2 2.4.62-r0 main 1800000 3821568 ; apr apr-util musl pcre2 zlib
apr 1.7.4-r0 main 110010 245760 ; libuuid musl
apr-util 1.6.3-r1 main 79010 180224 ; apr libexpat musl
libuuid 2.38.1-r8 main 17110 45056 ; musl
redis 7.0.15-r1 main 1130000 3305472 ; libcrypto3 libssl3 musl
mysql-client 10.11.11-r0 main 2020 4096 ; mariadb-client
mariadb-client 10.11.11-r0 main 5210000 31223808 ; libcrypto3 libssl3 libstdc++ mariadb-common musl zlib libncursesw
mariadb-common 10.11.11-r0 main 32010 274432
libstdc++ 12.2.1_git20220924-r10 main 850110 2424832 ; libgcc musl
libgcc 12.2.1_git20220924-r10 main 52010 143360 ; musl
nodejs 18.20.1-r0 main 13300000 41746432 ; brotli-libs c-ares ca-certificates icu-libs libcrypto3 libgcc libssl3 libstdc++ libuv musl nghttp2-libs zlib
icu-libs 73.2-r2 main 1180000 2998272 ; icu-data-en libgcc libstdc++ musl
icu-data-en 73.2-r2 main 1100000 2637824
npm 9.6.6-r0 community 2100000 9420800 ; nodejs
py3-pip 23.1.2-r0 community 1677824 8531968 ; python3
python3 3.11.11-r0 main 12800000 45301760 ; gdbm libbz2 libcrypto3 libexpat libffi libncursesw libpanelw libssl3 mpdecimal musl readline sqlite-libs xz-libs zlib
gdbm 1.23-r1 main 75010 208896 ; musl
libbz2 1.0.8-r5 main 31210 73728 ; musl
libffi 3.4.4-r2 main 19010 45056 ; musl
libpanelw 6.4_p20230506-r0 main 7010 16384 ; libncursesw musl
mpdecimal 2.5.1-r2 main 87010 208896 ; musl
sqlite-libs 3.41.2-r3 main 570010 1327104 ; musl
htop 3.2.2-r1 main 96010 221184 ; libncursesw musl
file 5.45-r1 main 13010 32768 ; libmagic musl
lsof 4.98.0-r0 main 81010 192512 ; musl
sudo 1.9.13_p3-r2 community 813010 1847296 ; musl zlib
unzip 6.0-r14 main 79010 180224 ; musl
zip 3.0-r11 main 123010 286720 ; musl
tzdata 2025a-r0 main 452010 1441792
coreutils 9.3-r2 main 500110 1093632 ; libcrypto3 musl skalibs utmps-libs
grep 3.10-r0 main 62010 151552 ; musl pcre2
busybox-extras 1.36.1-r7 main 57010 131072 ; musl
shadow 4.13-r4 community 141010 499712 ; musl
`,
};

/** Alpine 3.10, whose mirrors are as they were left. */
export const alpine310: ApkRelease = {
  branch: 'v3.10',
  indexBytes: { main: 530_000, community: 750_000 },
  base: `alpine-baselayout 3.1.2-r0 main 9800 409600 ; /bin/sh
alpine-keys 2.1-r2 main 9600 98304
apk-tools 2.10.6-r0 main 116000 266240 ; libcrypto1.1 libssl1.1 musl zlib
busybox 1.30.1-r5 main 503000 946176 ; musl ; /bin/sh
ca-certificates-cacert 20191127-r2 main 124000 229376
libc-utils 0.7.1-r0 main 1175 4096 ; musl-utils
libcrypto1.1 1.1.1k-r0 main 1180000 2740224 ; musl
libssl1.1 1.1.1k-r0 main 207000 540672 ; libcrypto1.1 musl
libtls-standalone 2.9.1-r0 main 32000 86016 ; ca-certificates-cacert libcrypto1.1 libssl1.1 musl
musl 1.1.22-r4 main 369000 610304
musl-utils 1.1.22-r4 main 37000 147456 ; musl scanelf
scanelf 1.2.3-r0 main 38000 94208 ; musl
ssl_client 1.30.1-r5 main 4600 28672 ; libtls-standalone musl ; ; busybox libssl1.1
zlib 1.2.11-r1 main 51000 110592 ; musl
`,
  packages: `bash 5.0.0-r0 main 374000 1159168 ; musl readline
bind-tools 9.14.12-r0 main 1320000 4202496 ; libcap krb5-libs libxml2 musl
ca-certificates 20191127-r2 main 146000 692224 ; libcrypto1.1 musl
curl 7.66.0-r4 main 106000 245760 ; ca-certificates libcurl musl zlib
git 2.22.5-r0 main 4570000 15618048 ; libcurl musl
krb5-libs 1.17-r0 main 690000 1957888 ; musl
libcap 2.27-r0 main 28000 102400 ; musl
libcurl 7.66.0-r4 main 218000 466944 ; ca-certificates libcrypto1.1 libssl1.1 musl nghttp2-libs zlib
libxml2 2.9.9-r5 main 455000 1220608 ; musl zlib
nano 4.2-r0 main 210000 593920 ; musl ncurses-libs
ncurses-libs 6.1_p20190518-r2 main 226000 507904 ; musl ncurses-terminfo-base
ncurses-terminfo-base 6.1_p20190518-r2 main 23000 221184
nghttp2-libs 1.39.2-r1 main 66000 151552 ; musl
procps 3.3.15-r0 main 215000 528384 ; musl ncurses-libs
readline 8.0.0-r0 main 133000 327680 ; musl ncurses-libs
tree 1.8.0-r0 main 29000 73728 ; musl
wget 1.20.3-r0 main 186000 507904 ; libcrypto1.1 libssl1.1 musl
`,
};
