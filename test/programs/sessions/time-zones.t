# title: Where a container is in the world: /etc/localtime, TZ and tzdata
# real: coreutils 9.1, tzdata, Debian 12
# images: debian:12

$ docker run -d --name box debian:12 sleep 10000
<ID64>

$ docker exec box bash -c 'date -d @1767225600; TZ=Asia/Seoul date -d @1767225600; TZ=America/New_York date -d @1767225600; TZ=America/New_York date -d @1782864000; TZ=Europe/Berlin date -d @1782864000 '\''+%F %T %Z %z'\'''
Thu Jan  1 00:00:00 UTC 2026
Thu Jan  1 09:00:00 KST 2026
Wed Dec 31 19:00:00 EST 2025
Tue Jun 30 20:00:00 EDT 2026
2026-07-01 02:00:00 CEST +0200

$ docker exec box bash -c 'TZ=Asia/Nope date -d @0; TZ=KST-9 date -d @0; TZ=KST date -d @0; TZ=EST5EDT date -d @1782864000; TZ=:Asia/Tokyo date -d @0 +%Z; TZ= date -d @0 +%Z; TZ='\''<+0545>-5:45'\'' date -d @0 '\''+%T %Z'\'''
Thu Jan  1 00:00:00 Asia 1970
Thu Jan  1 09:00:00 KST 1970
Thu Jan  1 00:00:00 KST 1970
Tue Jun 30 20:00:00 EDT 2026
JST
UTC
05:45:00 +0545

$ docker exec box bash -c 'TZ=America/New_York date -d '\''2026-07-01 12:00'\'' +%s; TZ=America/New_York date -d '\''2026-01-01 12:00'\'' +%s; TZ=Asia/Seoul date -d '\''2026-01-01'\'' +%s; TZ=Europe/London date -d '\''2026-03-29 03:00'\'' '\''+%s %Z'\''; TZ=Europe/London date -d '\''2026-10-25 00:30'\'' '\''+%s %Z'\'''
1782921600
1767286800
1767193200
1774749600 BST
1792884600 BST

$ docker exec box bash -c 'TZ=Australia/Sydney date -d @1767225600 '\''+%T %Z'\''; TZ=Europe/Dublin date -d @1767225600 '\''+%T %Z'\''; TZ=Asia/Kolkata date -d @1767225600 '\''+%T %Z'\''; TZ=America/Sao_Paulo date -d @1767225600 '\''+%T %Z'\'''
11:00:00 AEDT
00:00:00 GMT
05:30:00 IST
21:00:00 -03

$ docker exec box bash -c 'readlink /etc/localtime; cat /etc/timezone; ls /usr/share/zoneinfo/Asia/Seoul /usr/share/zoneinfo/Nope'
/usr/share/zoneinfo/Etc/UTC
Etc/UTC
/usr/share/zoneinfo/Asia/Seoul
! ls: cannot access '/usr/share/zoneinfo/Nope': No such file or directory
[2]

$ docker exec box bash -c 'ln -snf /usr/share/zoneinfo/Asia/Seoul /etc/localtime && echo Asia/Seoul > /etc/timezone; date -d @0; date +%Z'
Thu Jan  1 09:00:00 KST 1970
KST

$ docker exec box bash -c 'touch -d @0 /tmp/f; ls -l --full-time /tmp/f; stat -c %y /tmp/f; TZ=UTC stat -c %y /tmp/f; find /tmp/f -printf '\''%TH:%TM %TZ\n'\''; tar cf - /tmp/f 2>/dev/null | tar tvf - | cut -d'\'' '\'' -f4-'
-rw-r--r-- 1 root root 0 1970-01-01 09:00:00.000000000 +0900 /tmp/f
1970-01-01 09:00:00.000000000 +0900
1970-01-01 00:00:00.000000000 +0000
09:00 KST
       0 1970-01-01 09:00 tmp/f

$ docker exec -e TZ=Asia/Tokyo box date -d @0
Thu Jan  1 09:00:00 JST 1970

$ docker exec box bash -c 'dpkg-reconfigure nope 2>&1 | tail -3'
dpkg-query: package 'nope' is not installed and no information is available
Use dpkg --info (= dpkg-deb --info) to examine archive files.
/usr/sbin/dpkg-reconfigure: nope is not installed

$ docker exec box bash -c 'rm /etc/localtime; date -d @0; cp /usr/share/zoneinfo/Europe/Paris /etc/localtime; date -d @0 +%Z'
Thu Jan  1 00:00:00 UTC 1970
CET
