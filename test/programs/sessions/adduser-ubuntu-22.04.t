# title: Users and groups with adduser and deluser on ubuntu:22.04
# real: adduser 3.118
# images: ubuntu:22.04

$ docker run -d --name box ubuntu:22.04 sleep 10000
<ID64>

$ docker exec box bash -c 'adduser --disabled-password --gecos '\'''\'' bob'
Adding user `bob' ...
Adding new group `bob' (1000) ...
Adding new user `bob' (1000) with group `bob' ...
Creating home directory `/home/bob' ...
Copying files from `/etc/skel' ...

$ docker exec box bash -c 'adduser --disabled-password --gecos '\'''\'' --uid 1500 carl'
Adding user `carl' ...
Adding new group `carl' (1500) ...
Adding new user `carl' (1500) with group `carl' ...
Creating home directory `/home/carl' ...
Copying files from `/etc/skel' ...

$ docker exec box bash -c 'adduser --system --home /srv/app --shell /bin/sh app | grep -v UID'
Creating home directory `/srv/app' ...

$ docker exec box bash -c 'adduser --system svc | tail -1'
Creating home directory `/home/svc' ...

$ docker exec box bash -c 'addgroup devs'
Adding group `devs' (GID 1001) ...
Done.

$ docker exec box bash -c 'addgroup --gid 3000 ops'
Adding group `ops' (GID 3000) ...
Done.

$ docker exec box bash -c 'addgroup devs'
! addgroup: The group `devs' already exists.
[1]

$ docker exec box bash -c 'adduser bob devs'
Adding user `bob' to group `devs' ...
Adding user bob to group devs
Done.

$ docker exec box bash -c 'adduser bob devs'
The user `bob' is already a member of `devs'.

$ docker exec box bash -c 'adduser bob nope'
! adduser: The group `nope' does not exist.
[1]

$ docker exec box bash -c 'adduser nope devs'
! adduser: The user `nope' does not exist.
[1]

$ docker exec box bash -c 'adduser bob'
! adduser: The user `bob' already exists.
[1]

$ docker exec box bash -c 'adduser BOB'
! adduser: Please enter a username matching the regular expression configured
! via the NAME_REGEX[_SYSTEM] configuration variable.  Use the `--force-badname'
! option to relax this check or reconfigure NAME_REGEX.
[1]

$ docker exec box bash -c 'adduser --ingroup devs --disabled-password --gecos '\'''\'' dan'
Adding user `dan' ...
Adding new user `dan' (1001) with group `devs' ...
Creating home directory `/home/dan' ...
Copying files from `/etc/skel' ...

$ docker exec box bash -c 'id bob; id dan; ls -ld /home/bob | cut -d'\'' '\'' -f1'
uid=1000(bob) gid=1000(bob) groups=1000(bob),1001(devs)
uid=1001(dan) gid=1001(devs) groups=1001(devs)
drwxr-x---

$ docker exec box bash -c 'deluser bob devs'
Removing user `bob' from group `devs' ...
Done.

$ docker exec box bash -c 'deluser nope'
! /usr/sbin/deluser: The user `nope' does not exist.
[2]

$ docker exec box bash -c 'delgroup devs'
! /usr/sbin/delgroup: `dan' still has `devs' as their primary group!
[7]

$ docker exec box bash -c 'delgroup ops'
Removing group `ops' ...
Done.
