# title: Lists of images, in every form
# topic: images
# images: alpine busybox

$ docker images --format json alpine
{"Containers":"N/A","CreatedAt":"<TIME>","CreatedSince":"<AGO>","Digest":"\u003cnone\u003e","ID":"<ID12:a>","Repository":"alpine","SharedSize":"N/A","Size":"<SIZE>","Tag":"latest","UniqueSize":"N/A","VirtualSize":"<SIZE>"}

$ docker images --format '{{json .}}' busybox
{"Containers":"N/A","CreatedAt":"<TIME>","CreatedSince":"<AGO>","Digest":"\u003cnone\u003e","ID":"<ID12:b>","Repository":"busybox","SharedSize":"N/A","Size":"<SIZE>","Tag":"latest","UniqueSize":"N/A","VirtualSize":"<SIZE>"}

$ docker images --format '{{.ID}} {{.Repository}} {{.Tag}} {{.Digest}} {{.CreatedSince}} {{.Size}} {{.Containers}} {{.SharedSize}} {{.UniqueSize}}' alpine
<ID12:a> alpine latest <DIGEST:c> <AGO> <SIZE> N/A N/A N/A

$ docker images --format '{{.CreatedAt}}' alpine
<TIME>

$ docker images --format 'table {{.ID}}\t{{.Repository}}\t{{.CreatedSince}}\t{{.CreatedAt}}\t{{.Size}}' alpine
IMAGE ID       REPOSITORY   CREATED       CREATED AT                      SIZE
<ID12:a>   alpine       <AGO>   <TIME>   <SIZE>

$ docker images --format 'table {{.Digest}}\t{{.Tag}}\t{{.Containers}}\t{{.SharedSize}}\t{{.UniqueSize}}\t{{.VirtualSize}}' alpine
DIGEST                                                                    TAG       CONTAINERS   SHARED SIZE   UNIQUE SIZE   SIZE
<DIGEST:c>   latest    N/A          N/A           N/A           <SIZE>

$ docker images --format raw alpine
repository: alpine
tag: latest
image_id: <ID12:a>
created_at: <TIME>
virtual_size: <SIZE>

$ docker images --format raw --digests alpine
repository: alpine
tag: latest
digest: <DIGEST:c>
image_id: <ID12:a>
created_at: <TIME>
virtual_size: <SIZE>

$ docker images --format raw -q alpine
image_id: <ID12:a>

$ docker images --format table -q alpine
<ID12:a>

$ docker images --format '{{upper .Repository}} {{len .Tag}} {{.Repository | printf "%10s"}}' alpine
ALPINE 6     alpine

$ docker images --format '{{.Nosuch}}' alpine
! template parsing error: template: :1:2: executing "" at <.Nosuch>: can't evaluate field Nosuch in type *formatter.imageContext
[1]

$ docker images --format '{{.ID' alpine
! template parsing error: template: :1: unclosed action
[1]

$ docker images --format '{{nosuch .ID}}' alpine
! template parsing error: template: :1: function "nosuch" not defined
[1]

$ docker images --no-trunc alpine
REPOSITORY   TAG       IMAGE ID                                                                  CREATED       SIZE
alpine       latest    <DIGEST:a>   <AGO>   <SIZE>

$ docker images --digests --no-trunc alpine
REPOSITORY   TAG       DIGEST                                                                    IMAGE ID                                                                  CREATED       SIZE
alpine       latest    <DIGEST:c>   <DIGEST:a>   <AGO>   <SIZE>

$ docker images --digests --format 'table {{.Digest}} {{.ID}}' alpine
DIGEST IMAGE ID
<DIGEST:c> <ID12:a>

$ docker images -q --no-trunc
<DIGEST:b>
<DIGEST:a>

$ docker images --format ''
REPOSITORY   TAG       IMAGE ID       CREATED       SIZE
busybox      latest    <ID12:b>   <AGO>   <SIZE>
alpine       latest    <ID12:a>   <AGO>   <SIZE>

$ docker images --bogus
! unknown flag: --bogus
!
! Usage:  docker images [OPTIONS] [REPOSITORY[:TAG]]
!
! Run 'docker images --help' for more information
[125]

$ docker image list -q | wc -l
2

$ docker images --tree -q
! --quiet is not yet supported with --tree
[1]

$ docker images --tree --digests
! --show-digest is not yet supported with --tree
[1]

$ docker images --tree --no-trunc
! --no-trunc is not yet supported with --tree
[1]

$ docker images --tree --format json
! --format is not yet supported with --tree
[1]

$ docker images --tree
WARNING: This is an experimental feature. The output may change and shouldn't be depended on.
                                                              Info ->  U In Use 

IMAGE            ID             DISK USAGE   CONTENT SIZE   EXTRA
busybox:latest   <ID12:b>       <SIZE>             0B        
alpine:latest    <ID12:a>       <SIZE>             0B        

$ docker images --tree alpine
WARNING: This is an experimental feature. The output may change and shouldn't be depended on.
                                                              Info ->  U In Use 

IMAGE           ID             DISK USAGE   CONTENT SIZE   EXTRA
alpine:latest   <ID12:a>       <SIZE>             0B        
