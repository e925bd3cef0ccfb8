# title: --mount and its errors
# topic: mounts
# images: alpine

$ docker run --rm --mount type=bogus,target=/data alpine true
! docker: Error response from daemon: invalid mount config for type "bogus": mount type unknown
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount target=relative alpine true
! docker: Error response from daemon: invalid mount config for type "volume": invalid mount path: 'relative' mount path must be absolute
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount bogus alpine true
! invalid argument "bogus" for "--mount" flag: invalid field 'bogus' must be a key=value pair
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=volume,bogus=1 alpine true
! invalid argument "type=volume,bogus=1" for "--mount" flag: unexpected key 'bogus' in 'bogus=1'
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount '' alpine true
! invalid argument "" for "--mount" flag: EOF
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=tmpfs alpine true
! invalid argument "type=tmpfs" for "--mount" flag: target is required
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=volume,src=mv,dst=/data,readonly=maybe alpine true
! invalid argument "type=volume,src=mv,dst=/data,readonly=maybe" for "--mount" flag: invalid value for readonly: maybe
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=volume,src=mv2,dst=/data,volume-nocopy=x alpine true
! invalid argument "type=volume,src=mv2,dst=/data,volume-nocopy=x" for "--mount" flag: invalid value for volume-nocopy: x
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=bind,src=/nosuch,dst=/data alpine true
! docker: Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /nosuch
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=bind,src=relative,dst=/data alpine true
! docker: Error response from daemon: invalid mount config for type "bind": invalid mount path: 'relative' mount path must be absolute
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=bind,dst=/data alpine true
! docker: Error response from daemon: invalid mount config for type "bind": field Source must not be empty
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=bind,src=/tmp,dst=/data,bind-propagation=bogus alpine true
! docker: Error response from daemon: invalid mount config for type "bind": invalid propagation mode: bogus
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=bind,src=/tmp,dst=/data,bind-recursive=bogus alpine echo ok
! invalid argument "type=bind,src=/tmp,dst=/data,bind-recursive=bogus" for "--mount" flag: invalid value for bind-recursive: bogus (must be "enabled", "disabled", "writable", or "readonly")
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=bind,src=/tmp,dst=/data,bind-recursive=readonly alpine echo ok
! invalid argument "type=bind,src=/tmp,dst=/data,bind-recursive=readonly" for "--mount" flag: option 'bind-recursive=readonly' requires 'readonly' to be specified in conjunction
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=bind,src=/tmp,dst=/data,volume-nocopy alpine true
! invalid argument "type=bind,src=/tmp,dst=/data,volume-nocopy" for "--mount" flag: cannot mix 'volume-*' options with mount type 'bind'
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=volume,dst=/data,bind-propagation=rprivate alpine true
! invalid argument "type=volume,dst=/data,bind-propagation=rprivate" for "--mount" flag: cannot mix 'bind-*' options with mount type 'volume'
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=cluster,src=x,dst=/y alpine true
! docker: Error response from daemon: invalid mount config for type "cluster": mount type unknown
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=npipe,src=x,dst=/y alpine true
! docker: Error response from daemon: invalid mount config for type "npipe": mount type unknown
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount 'type=tmpfs,"target=/a,b"' alpine ls -d /a,b
/a,b

$ docker run --rm -v /data -v mv:/data alpine true

$ docker run --rm -v mv:/data:bogus alpine true
! docker: Error response from daemon: invalid mode: bogus
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -v mv:/data:ro,rw alpine true
! docker: Error response from daemon: invalid mode: ro,rw
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -v mv:/data:rslave alpine true
! docker: Error response from daemon: invalid volume specification: 'mv:/data:rslave': invalid mount config for type "volume": field BindOptions must not be specified
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -v mv:data alpine true
! docker: Error response from daemon: invalid volume specification: 'mv:data': invalid mount config for type "volume": invalid mount path: 'data' mount path must be absolute
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -v mv:/ alpine true
! docker: Error response from daemon: invalid volume specification: 'mv:/': invalid mount config for type "volume": invalid specification: destination can't be '/'
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -v : alpine true

$ docker run --rm -v a:b:c:d alpine true
! docker: Error response from daemon: invalid volume specification: 'a:b:c:d'
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -v 'bad name:/data' alpine true
! docker: Error response from daemon: create bad name: "bad name" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -v a:/data alpine true
