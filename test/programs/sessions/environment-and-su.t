# title: The environment, and becoming somebody else
# real: bash 5.2, dash 0.5.12, util-linux 2.38.1, Debian 12
# images: debian:12

$ docker run -d --name box -h box debian:12 sleep 10000
<ID64>

$ docker exec box bash -c 'useradd -m -s /bin/bash alice; useradd -m bob'

$ docker exec box bash -c 'env'
HOSTNAME=box
PWD=/
HOME=/root
SHLVL=0
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
_=/usr/bin/env

$ docker exec -e GREETING=hello box bash -c 'env'
HOSTNAME=box
PWD=/
HOME=/root
SHLVL=0
GREETING=hello
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
_=/usr/bin/env

$ docker exec box bash -c 'B=1 A=2 ZED=3 env'
B=1
ZED=3
A=2
HOSTNAME=box
PWD=/
HOME=/root
SHLVL=0
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
_=/usr/bin/env

$ docker exec box bash -c 'export B=1 A=2 ZED=3; env; sh -c env; bash -c env'
HOSTNAME=box
ZED=3
PWD=/
B=1
A=2
HOME=/root
SHLVL=1
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
_=/usr/bin/env
HOSTNAME=box
SHLVL=1
HOME=/root
A=2
_=/usr/bin/sh
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ZED=3
B=1
PWD=/
HOSTNAME=box
ZED=3
PWD=/
_=/usr/bin/env
B=1
A=2
HOME=/root
SHLVL=0
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

$ docker exec box bash -c 'sh -c '\''B=1; export B A=2; env'\'''
HOSTNAME=box
SHLVL=0
HOME=/root
A=2
_=/usr/bin/sh
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
B=1
PWD=/

$ docker exec box bash -c 'env -i bash -c env; env -i sh -c env'
PWD=/
SHLVL=0
_=/usr/bin/env
PWD=/

$ docker exec box bash -c 'FOO=1 su alice -c env; FOO=1 su - alice -c env'
SHELL=/bin/bash
HOSTNAME=box
PWD=/
LOGNAME=alice
_=/usr/bin/env
FOO=1
HOME=/home/alice
USER=alice
SHLVL=1
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
MAIL=/var/mail/alice
SHELL=/bin/bash
PWD=/home/alice
LOGNAME=alice
HOME=/home/alice
USER=alice
SHLVL=0
PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games
MAIL=/var/mail/alice
_=/usr/bin/env

$ docker exec box bash -c 'FOO=1 su -c env; su - -c env'
SHELL=/bin/bash
HOSTNAME=box
PWD=/
_=/usr/bin/env
FOO=1
HOME=/root
SHLVL=1
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
MAIL=/var/mail/root
SHELL=/bin/bash
PWD=/root
LOGNAME=root
HOME=/root
USER=root
SHLVL=0
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
MAIL=/var/mail/root
_=/usr/bin/env

$ docker exec box bash -c 'su bob -c '\''echo $0; env'\'''
sh
MAIL=/var/mail/bob
USER=bob
HOSTNAME=box
SHLVL=0
HOME=/home/bob
LOGNAME=bob
_=/usr/bin/su
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
SHELL=/bin/sh
PWD=/

$ docker exec box bash -c 'su alice -s /bin/sh -c '\''echo $0 $SHELL'\''; su alice -c '\''exit 7'\''; echo $?'
sh /bin/sh
7

$ docker exec box bash -c 'su - bob -c '\''echo $0 $PWD'\''; su -l alice <<< '\''id -un; pwd; exit 4'\''; echo $?'
-sh /home/bob
alice
/home/alice
4

$ docker exec box bash -c 'runuser -u alice id; runuser -l alice -c '\''pwd; echo $PATH'\'''
uid=1000(alice) gid=1000(alice) groups=1000(alice)
/home/alice
/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games

$ docker exec box bash -c 'su -s /bin/bash www-data -c '\''id; touch /root/x; ls /root'\''; su - www-data; su - www-data -s /bin/bash -c '\''echo $HOME'\'''
uid=33(www-data) gid=33(www-data) groups=33(www-data)
This account is currently not available.
/var/www
! touch: cannot touch '/root/x': Permission denied
! ls: cannot open directory '/root': Permission denied
! su: warning: cannot change directory to /var/www: No such file or directory
! su: warning: cannot change directory to /var/www: No such file or directory

$ docker exec box bash -c 'usermod -d /nope alice; su - alice -c pwd; usermod -s /nope alice; su alice -c id; usermod -s /usr/sbin/nologin alice; su alice -c id; su alice -s /bin/bash -c '\''id -un'\'''
/
This account is currently not available.
alice
! su: warning: cannot change directory to /nope: No such file or directory
! usermod: Warning: missing or non-executable shell '/nope'
! su: failed to execute /nope: No such file or directory

$ docker exec box bash -c 'useradd -s /bin/nope carl; su carl'
! useradd: Warning: missing or non-executable shell '/bin/nope'
! su: failed to execute /bin/nope: No such file or directory
[127]

$ docker exec box bash -c 'su nobodyelse; su alice -c '\''su -c id'\'' </dev/null'
This account is currently not available.
! su: user nobodyelse does not exist or the user entry does not contain all the required fields
[1]

$ docker exec box bash -c 'sleep 5 & kill %1; sleep 0.1; jobs; sleep 5 & kill -INT %1; wait; jobs'

$ docker exec box bash -c '(exit 3) & sleep 0.1; jobs; wait; jobs'

$ docker exec box bash -c 'declare -p BASH_VERSINFO; kill -l; kill -l 34 64 RTMIN+2 SIGRTMAX-1 15 TERM; trap -l | tail -2'
declare -ar BASH_VERSINFO=([0]="5" [1]="2" [2]="15" [3]="1" [4]="release" [5]="x86_64-pc-linux-gnu")
 1) SIGHUP	 2) SIGINT	 3) SIGQUIT	 4) SIGILL	 5) SIGTRAP
 6) SIGABRT	 7) SIGBUS	 8) SIGFPE	 9) SIGKILL	10) SIGUSR1
11) SIGSEGV	12) SIGUSR2	13) SIGPIPE	14) SIGALRM	15) SIGTERM
16) SIGSTKFLT	17) SIGCHLD	18) SIGCONT	19) SIGSTOP	20) SIGTSTP
21) SIGTTIN	22) SIGTTOU	23) SIGURG	24) SIGXCPU	25) SIGXFSZ
26) SIGVTALRM	27) SIGPROF	28) SIGWINCH	29) SIGIO	30) SIGPWR
31) SIGSYS	34) SIGRTMIN	35) SIGRTMIN+1	36) SIGRTMIN+2	37) SIGRTMIN+3
38) SIGRTMIN+4	39) SIGRTMIN+5	40) SIGRTMIN+6	41) SIGRTMIN+7	42) SIGRTMIN+8
43) SIGRTMIN+9	44) SIGRTMIN+10	45) SIGRTMIN+11	46) SIGRTMIN+12	47) SIGRTMIN+13
48) SIGRTMIN+14	49) SIGRTMIN+15	50) SIGRTMAX-14	51) SIGRTMAX-13	52) SIGRTMAX-12
53) SIGRTMAX-11	54) SIGRTMAX-10	55) SIGRTMAX-9	56) SIGRTMAX-8	57) SIGRTMAX-7
58) SIGRTMAX-6	59) SIGRTMAX-5	60) SIGRTMAX-4	61) SIGRTMAX-3	62) SIGRTMAX-2
63) SIGRTMAX-1	64) SIGRTMAX	
RTMIN
RTMAX
36
63
TERM
15
58) SIGRTMAX-6	59) SIGRTMAX-5	60) SIGRTMAX-4	61) SIGRTMAX-3	62) SIGRTMAX-2
63) SIGRTMAX-1	64) SIGRTMAX	

$ docker exec box bash -c 'dash -c '\''kill -l'\'' | tail -34; dash -c '\''kill -l 34 36'\'''
SYS
32
33
RTMIN
RTMIN+1
RTMIN+2
RTMIN+3
RTMIN+4
RTMIN+5
RTMIN+6
RTMIN+7
RTMIN+8
RTMIN+9
RTMIN+10
RTMIN+11
RTMIN+12
RTMIN+13
RTMIN+14
RTMIN+15
RTMAX-14
RTMAX-13
RTMAX-12
RTMAX-11
RTMAX-10
RTMAX-9
RTMAX-8
RTMAX-7
RTMAX-6
RTMAX-5
RTMAX-4
RTMAX-3
RTMAX-2
RTMAX-1
RTMAX
RTMIN

$ docker exec box bash -c 'grep -r root /etc/passwd; grep -r root /etc/passwd /etc/group; cd /etc; grep -rl root passwd; grep -rn daemon: passwd group | head -3'
root:x:0:0:root:/root:/bin/bash
/etc/passwd:root:x:0:0:root:/root:/bin/bash
/etc/group:root:x:0:
passwd
passwd:2:daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
group:2:daemon:x:1:

$ docker exec box bash -c 'tail -1 /etc/passwd /etc/group; tail -n1 /etc/hostname /etc/issue.net; tail -1 -q /etc/hostname; tail -1 /etc/hostname; tail +2 /etc/hostname'
==> /etc/hostname <==
box

==> /etc/issue.net <==
Debian GNU/Linux 12
box
! tail: option used in invalid context -- 1
! tail: option used in invalid context -- 1

$ docker exec box bash -c 'date -s '\''2020-01-01'\''; date -s '\''never'\''; date --set='\''2021-02-03 04:05:06'\'' +%F'
Wed Jan  1 00:00:00 UTC 2020
2021-02-03
! date: cannot set date: Operation not permitted
! date: invalid date 'never'
! date: cannot set date: Operation not permitted
[1]

$ docker exec box bash -c 'tar cf /tmp/a.tar /etc/hosts; tar cf /tmp/a.tar /etc/hosts /etc/hostname; cd /etc; tar cf /tmp/a.tar hosts /etc/hostname; tar tf /tmp/a.tar'
hosts
etc/hostname
! tar: Removing leading `/' from member names
! tar: Removing leading `/' from member names
! tar: Removing leading `/' from hard link targets
! tar: Removing leading `/' from member names
! tar: Removing leading `/' from hard link targets
