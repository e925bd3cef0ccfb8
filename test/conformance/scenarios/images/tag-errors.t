# title: Names that can and cannot be given
# topic: images
# images: alpine

$ docker tag alpine UPPER:1
! Error parsing reference: "UPPER:1" is not a valid repository/tag: invalid reference format: repository name (library/UPPER) must be lowercase
[1]

$ docker tag alpine host.com/UPPER
! Error parsing reference: "host.com/UPPER" is not a valid repository/tag: invalid reference format: repository name (UPPER) must be lowercase
[1]

$ docker tag alpine a/b/c/d:1 && docker rmi a/b/c/d:1
Untagged: a/b/c/d:1

$ docker tag alpine a__b && docker rmi a__b
Untagged: a__b:latest

$ docker tag alpine a___b
! Error parsing reference: "a___b" is not a valid repository/tag: invalid reference format
[1]

$ docker tag alpine a..b
! Error parsing reference: "a..b" is not a valid repository/tag: invalid reference format
[1]

$ docker tag alpine a-
! Error parsing reference: "a-" is not a valid repository/tag: invalid reference format
[1]

$ docker tag alpine a:-x
! Error parsing reference: "a:-x" is not a valid repository/tag: invalid reference format
[1]

$ docker tag alpine a:.x
! Error parsing reference: "a:.x" is not a valid repository/tag: invalid reference format
[1]

$ docker tag alpine a:$(printf %129s | tr ' ' x)
! Error parsing reference: "a:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" is not a valid repository/tag: invalid reference format
[1]

$ docker tag alpine a:$(printf %128s | tr ' ' x) && docker images a --format '{{.Tag}}' | wc -c
129

$ docker tag alpine $(printf %255s | tr ' ' x)
! Error parsing reference: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" is not a valid repository/tag: repository name must not be more than 255 characters
[1]

$ docker tag alpine $(printf %256s | tr ' ' x)
! Error parsing reference: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" is not a valid repository/tag: repository name must not be more than 255 characters
[1]

$ docker tag alpine a@sha256:0000000000000000000000000000000000000000000000000000000000000000
! refusing to create a tag with a digest reference
[1]

$ docker tag alpine sha256:1
! Error response from daemon: refusing to create an ambiguous tag using digest algorithm as name
[1]

$ docker tag alpine 0000000000000000000000000000000000000000000000000000000000000000
! Error parsing reference: "<ID64:a>" is not a valid repository/tag: invalid repository name (<ID64:a>), cannot specify 64-byte hexadecimal strings
[1]

$ docker tag alpine localhost/x && docker images localhost/x --format '{{.Repository}}:{{.Tag}}'
localhost/x:latest

$ docker tag alpine LOCALHOST/x && docker images LOCALHOST/x --format '{{.Repository}}:{{.Tag}}'
LOCALHOST/x:latest

$ docker tag alpine docker.io/library/plain && docker images plain --format '{{.Repository}}:{{.Tag}}'
plain:latest

$ docker tag alpine index.docker.io/plain2 && docker images plain2 --format '{{.Repository}}:{{.Tag}}'
plain2:latest

$ docker tag alpine docker.io/plain3:a && docker images plain3 --format '{{.Repository}}:{{.Tag}}'
plain3:a

$ docker tag alpine '' 
! Error parsing reference: "" is not a valid repository/tag: invalid reference format
[1]

$ docker tag '' x
! Error parsing reference: "" is not a valid repository/tag: invalid reference format
[1]

$ docker tag alpine ':1'
! Error parsing reference: ":1" is not a valid repository/tag: invalid reference format
[1]

$ docker tag alpine 'a b'
! Error parsing reference: "a b" is not a valid repository/tag: invalid reference format
[1]

$ docker tag alpine a/
! Error parsing reference: "a/" is not a valid repository/tag: invalid reference format
[1]

$ docker tag alpine /a
! Error parsing reference: "/a" is not a valid repository/tag: invalid reference format
[1]

$ docker tag alpine a//b
! Error parsing reference: "a//b" is not a valid repository/tag: invalid reference format
[1]

$ docker tag alpine host:port/x
! Error parsing reference: "host:port/x" is not a valid repository/tag: invalid reference format
[1]

$ docker tag alpine [::1]:5000/x && docker images '[::1]:5000/x' --format '{{.Repository}}'

$ docker tag Bad x
! Error parsing reference: "Bad" is not a valid repository/tag: invalid reference format: repository name (library/Bad) must be lowercase
[1]

$ docker tag nosuch:tag x
! Error response from daemon: No such image: nosuch:tag
[1]

$ docker tag alpine@sha256:0000000000000000000000000000000000000000000000000000000000000000 x
! Error response from daemon: No such image: alpine@<DIGEST:a>
[1]

$ docker tag a b c
! docker: 'docker tag' requires 2 arguments
!
! Usage:  docker tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]
!
! Run 'docker tag --help' for more information
[1]

$ docker image tag
! docker: 'docker image tag' requires 2 arguments
!
! Usage:  docker image tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]
!
! Run 'docker image tag --help' for more information
[1]
