# title: Lists of images, filtered
# topic: images
# images: alpine busybox nginx nginx:alpine

$ docker tag alpine team/app:1; docker tag alpine team/app:2; docker tag alpine localhost:5000/team/app

$ docker images --format '{{.Repository}}:{{.Tag}}' -f reference='team/*'
team/app:1
team/app:2

$ docker images --format '{{.Repository}}:{{.Tag}}' -f reference='team/app:1' -f reference='busybox'
busybox:latest
team/app:1

$ docker images --format '{{.Repository}}:{{.Tag}}' -f reference='*/*/app'
localhost:5000/team/app:latest

$ docker images --format '{{.Repository}}:{{.Tag}}' 'localhost:5000/*/*'
localhost:5000/team/app:latest

$ docker images --format '{{.Repository}}:{{.Tag}}' '*/*' | sort
team/app:1
team/app:2

$ docker images --format '{{.Repository}}:{{.Tag}}' docker.io/library/alpine

$ docker images --format '{{.Repository}}:{{.Tag}}' library/alpine

$ docker images --format '{{.Repository}}:{{.Tag}}' Alpine

$ docker images --format '{{.Repository}}:{{.Tag}}' '[a-b]*'
busybox:latest
alpine:latest

$ docker images --format '{{.Repository}}:{{.Tag}}' 'al?ine'
alpine:latest

$ docker images '[' -q
! Error response from daemon: syntax error in pattern
[1]

$ docker images -q alpine:nosuch

$ docker images -f before=nosuch
! Error response from daemon: No such image: nosuch:latest
[1]

$ docker images -f since=nosuch:1
! Error response from daemon: No such image: nosuch:1
[1]

$ docker images -f since=alpine --format '{{.Repository}}:{{.Tag}}' | sort
busybox:latest
nginx:alpine
nginx:latest

$ docker images -f before=nginx:alpine --format '{{.Repository}}:{{.Tag}}' | sort
alpine:latest
busybox:latest
localhost:5000/team/app:latest
nginx:latest
team/app:1
team/app:2

$ docker images -f before=busybox -f since=alpine --format '{{.Repository}}:{{.Tag}}' | sort

$ docker images -f before=nginx -f before=busybox --format '{{.Repository}}:{{.Tag}}' | sort
alpine:latest
localhost:5000/team/app:latest
team/app:1
team/app:2

$ docker images -f dangling=false -q | wc -l
7

$ docker images -f dangling=1 -q

$ docker images -f dangling=maybe
! Error response from daemon: invalid filter 'dangling=[maybe]'
[1]

$ docker images -f dangling=true -f dangling=false
! Error response from daemon: invalid filter 'dangling=[false true]'
[1]

$ docker images -f label=maintainer --format '{{.Repository}}:{{.Tag}}'
nginx:alpine
nginx:latest

$ docker images -f label=nosuch -q

$ docker images -f until=2001-01-01 -q

$ docker images -f until=banana
! Error response from daemon: failed to parse value as time or duration: "banana"
[1]

$ docker images -f
! flag needs an argument: 'f' in -f
!
! Usage:  docker images [OPTIONS] [REPOSITORY[:TAG]]
!
! Run 'docker images --help' for more information
[125]

$ docker images -f nothing
! invalid argument "nothing" for "-f, --filter" flag: bad format of filter (expected name=value)
!
! Usage:  docker images [OPTIONS] [REPOSITORY[:TAG]]
!
! Run 'docker images --help' for more information
[125]

$ docker images -f =x
! Error response from daemon: invalid filter
[1]

$ docker images --filter label
! invalid argument "label" for "-f, --filter" flag: bad format of filter (expected name=value)
!
! Usage:  docker images [OPTIONS] [REPOSITORY[:TAG]]
!
! Run 'docker images --help' for more information
[125]

$ docker images -aq | wc -l
7

$ docker images -q | sort | uniq -c | sort -rn | head -1 | awk '{print $1}'
4
