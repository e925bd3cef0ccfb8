# title: Users and groups with adduser and deluser on ubuntu:24.04
# real: adduser 3.137
# images: ubuntu:24.04

$ docker run -d --name box ubuntu:24.04 sleep 10000
<ID64>

$ docker exec box bash -c 'userdel -r ubuntu 2>/dev/null; true'

$ docker exec box bash -c 'adduser --disabled-password --gecos '\'''\'' bob'
info: Adding user `bob' ...
info: Selecting UID/GID from range 1000 to 59999 ...
info: Adding new group `bob' (1000) ...
info: Adding new user `bob' (1000) with group `bob (1000)' ...
info: Creating home directory `/home/bob' ...
info: Copying files from `/etc/skel' ...
info: Adding new user `bob' to supplemental / extra groups `users' ...
info: Adding user `bob' to group `users' ...

$ docker exec box bash -c 'adduser --disabled-password --gecos '\'''\'' --uid 1500 carl'
info: Adding user `carl' ...
info: Adding new group `carl' (1500) ...
info: Adding new user `carl' (1500) with group `carl (1500)' ...
info: Creating home directory `/home/carl' ...
info: Copying files from `/etc/skel' ...
info: Adding new user `carl' to supplemental / extra groups `users' ...
info: Adding user `carl' to group `users' ...

$ docker exec box bash -c 'adduser --system --home /srv/app --shell /bin/sh app | grep -v UID'

info: Creating home directory `/srv/app' ...

$ docker exec box bash -c 'adduser --system svc | tail -1'
info: Not creating `/nonexistent'.

$ docker exec box bash -c 'addgroup devs'
info: Selecting GID from range 1000 to 59999 ...
info: Adding group `devs' (GID 1001) ...

$ docker exec box bash -c 'addgroup --gid 3000 ops'
info: Adding group `ops' (GID 3000) ...

$ docker exec box bash -c 'addgroup devs'
! fatal: The group `devs' already exists.
[11]

$ docker exec box bash -c 'adduser bob devs'
info: Adding user `bob' to group `devs' ...

$ docker exec box bash -c 'adduser bob devs'
info: The user `bob' is already a member of `devs'.

$ docker exec box bash -c 'adduser bob nope'
! fatal: The group `nope' does not exist.
[12]

$ docker exec box bash -c 'adduser nope devs'
! fatal: The user `nope' does not exist.
[12]

$ docker exec box bash -c 'adduser bob'
! fatal: The user `bob' already exists.
[11]

$ docker exec box bash -c 'adduser BOB'
! err: Please enter a username matching the regular expression
!             configured via the NAME_REGEX configuration variable.  Use the
!             `--allow-bad-names' option to relax this check or reconfigure
!             NAME_REGEX in configuration.
[31]

$ docker exec box bash -c 'deluser bob devs'
info: Removing user `bob' from group `devs' ...

$ docker exec box bash -c 'deluser nope'
! fatal: The user `nope' does not exist.
[12]

$ docker exec box bash -c 'delgroup ops'
info: Removing group `ops' ...
