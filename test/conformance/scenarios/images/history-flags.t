# title: The history of an image, in every form
# topic: images
# images: alpine nginx

$ docker history alpine
IMAGE          CREATED       CREATED BY                                      SIZE      COMMENT
<ID12:a>   <AGO>   /bin/sh -c #(nop)  CMD ["/bin/sh"]              0B        
<missing>      <AGO>   /bin/sh -c #(nop)  ENV PATH=/usr/local/sbin:…   0B        
<missing>      <AGO>   /bin/sh -c #(nop) ADD file:<*>   <SIZE>    

$ docker history --format '{{.ID}}|{{.CreatedBy}}|{{.Size}}|{{.Comment}}|{{.CreatedSince}}' alpine
<ID12:a>|/bin/sh -c #(nop)  CMD ["/bin/sh"]|0B||<AGO>
<missing>|/bin/sh -c #(nop)  ENV PATH=/usr/local/sbin:…|0B||<AGO>
<missing>|/bin/sh -c #(nop) ADD file:<*>|<SIZE>||<AGO>

$ docker history -q alpine
<ID12:a>
<missing>
<missing>

$ docker history -q --no-trunc alpine
<DIGEST:a>
<missing>
<missing>

$ docker history --no-trunc --format '{{.ID}}' alpine
<DIGEST:a>
<missing>
<missing>

$ docker history -H=false --format '{{.CreatedAt}} {{.CreatedSince}} {{.Size}}' alpine
<TIME> <TIME> 0
<TIME> <TIME> 0
<TIME> <TIME> <N>

$ docker history --human=false alpine
IMAGE          CREATED AT             CREATED BY                                      SIZE      COMMENT
<ID12:a>   <TIME>   /bin/sh -c #(nop)  CMD ["/bin/sh"]              0         
<missing>      <TIME>   /bin/sh -c #(nop)  ENV PATH=/usr/local/sbin:…   0         
<missing>      <TIME>   /bin/sh -c #(nop) ADD file:<*>   <N>   

$ docker history --format json alpine
{"Comment":"","CreatedAt":"<TIME>","CreatedBy":"/bin/sh -c #(nop)  CMD [\"/bin/sh\"]","CreatedSince":"<AGO>","ID":"<ID12:a>","Size":"0B"}
{"Comment":"","CreatedAt":"<TIME>","CreatedBy":"/bin/sh -c #(nop)  ENV PATH=/usr/local/sbin:…","CreatedSince":"<AGO>","ID":"\u003cmissing\u003e","Size":"0B"}
{"Comment":"","CreatedAt":"<TIME>","CreatedBy":"/bin/sh -c #(nop) ADD file:<*>","CreatedSince":"<AGO>","ID":"\u003cmissing\u003e","Size":"<SIZE>"}

$ docker history --format 'table {{.CreatedBy}}' alpine
CREATED BY
/bin/sh -c #(nop)  CMD ["/bin/sh"]
/bin/sh -c #(nop)  ENV PATH=/usr/local/sbin:…
/bin/sh -c #(nop) ADD file:<*>

$ docker history --format 'table {{.ID}}\t{{.CreatedAt}}' alpine
IMAGE          CREATED AT
<ID12:a>   <TIME>
<missing>      <TIME>
<missing>      <TIME>

$ docker history -q nginx | sort -u | wc -l
2

$ docker history --format '{{.Bogus}}' alpine
! template parsing error: template: :1:2: executing "" at <.Bogus>: can't evaluate field Bogus in type *image.historyContext
[1]

$ docker history
! docker: 'docker history' requires 1 argument
!
! Usage:  docker history [OPTIONS] IMAGE
!
! Run 'docker history --help' for more information
[1]

$ docker history alpine nginx
! docker: 'docker history' requires 1 argument
!
! Usage:  docker history [OPTIONS] IMAGE
!
! Run 'docker history --help' for more information
[1]

$ docker history nosuch
! Error response from daemon: No such image: nosuch:latest
[1]

$ docker history Alpine
! Error response from daemon: invalid reference format: repository name (library/Alpine) must be lowercase
[1]

$ docker history --platform linux/arm64 alpine
! Error response from daemon: image with reference alpine was found but its platform (linux/amd64) does not match the specified platform (linux/arm64)
[1]

$ docker history --platform linux/amd64 -q alpine
<ID12:a>
<missing>
<missing>

$ docker history --platform bogus alpine
! invalid platform: "bogus": unknown operating system or architecture: invalid argument
[1]

$ docker run --name c1 alpine sh -c 'echo 1 > /one'; docker commit -m 'first one' c1 one > /dev/null; docker run --name c2 one touch /two; docker commit -a me c2 two > /dev/null

$ docker history --format '{{.CreatedBy}} {{.Comment}} {{.Size}}' two | head -2
touch /two  0B
sh -c echo 1 > /one first one <SIZE>

$ docker history -q two | sed 's/<missing>/missing/' | awk '{ print ($1 == "missing") ? "missing" : "id" }'
id
id
id
missing
missing

$ docker rmi one; docker history -q two | awk '{ print ($1 == "<missing>") ? "missing" : "id" }'
id
id
id
missing
missing
! Error response from daemon: conflict: unable to remove repository reference "one" (must force) - container <ID12> is using its referenced image <ID12>

$ docker history $(docker images -q two) -q | wc -l
5
