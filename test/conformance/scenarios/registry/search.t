# title: search
# topic: registry
# needs: hub

$ docker search
! docker: 'docker search' requires 1 argument
!
! Usage:  docker search [OPTIONS] TERM
!
! Run 'docker search --help' for more information
[1]

$ docker search a b
! docker: 'docker search' requires 1 argument
!
! Usage:  docker search [OPTIONS] TERM
!
! Run 'docker search --help' for more information
[1]

$ docker search --limit 101 nginx
! Error response from daemon: limit 101 is outside the range of [1, 100]
[1]

$ docker search --limit x nginx
! invalid argument "x" for "--limit" flag: strconv.ParseInt: parsing "x": invalid syntax
!
! Usage:  docker search [OPTIONS] TERM
!
! Run 'docker search --help' for more information
[125]

$ docker search --filter bogus=1 nginx
! Error response from daemon: invalid filter 'bogus'
[1]

$ docker search --filter stars=x nginx
! Error response from daemon: invalid filter 'stars=x': strconv.Atoi: parsing "x": invalid syntax
[1]

$ docker search --filter is-official=x nginx
! Error response from daemon: invalid filter 'is-official=[x]'
[1]

$ docker search --filter stars nginx
! invalid argument "stars" for "-f, --filter" flag: bad format of filter (expected name=value)
!
! Usage:  docker search [OPTIONS] TERM
!
! Run 'docker search --help' for more information
[125]

$ docker search ''
! Error response from daemon: Unexpected status code 404
[1]
