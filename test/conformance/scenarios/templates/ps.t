# title: Templates of docker ps
# topic: templates
# images: alpine

$ docker run -d --name tpl -l a=b -p 127.0.0.1::80 alpine sleep 1000
<ID64>

$ docker ps --filter name=tpl --format 'table {{.Names}}\t{{.Image}}'
NAMES     IMAGE
tpl       alpine

$ docker ps --filter name=tpl --format '{{.Names}} {{.Label "a"}} {{.Label "zz"}}|'
tpl b |

$ docker ps --filter name=tpl --format '{{json .Names}} {{upper .Image}} {{len .Names}}'
"tpl" ALPINE 3

$ docker ps --filter name=tpl --format '{{range split .Command " "}}[{{.}}]{{end}}'
["sleep][1000"]

$ docker ps --filter name=tpl --format '{{if eq .State "running"}}up{{else}}down{{end}}'
up

$ docker ps --filter name=tpl --format '{{printf "%-6s|%5s|%q" .Names .State .Image}}'
tpl   |running|"alpine"

$ docker ps --filter name=tpl --format '{{$x := .Names}}{{$x}}-{{$x}}'
tpl-tpl

$ docker ps --filter name=tpl --format '{{with .Names}}<{{.}}>{{end}}'
<tpl>

$ docker ps --filter name=tpl --format '{{truncate .Names 2}} {{pad .Names 2 3}}|'
tp   tpl   |

$ docker ps --filter name=tpl --format '{{.Nope}}'
! failed to execute template: template: :1:2: executing "" at <.Nope>: can't evaluate field Nope in type *formatter.ContainerContext
[1]

$ docker ps --filter name=tpl --format '{{nope .Names}}'
! failed to parse template: template: :1: function "nope" not defined
[1]

$ docker ps --filter name=tpl --format '{{.Names'
! failed to parse template: template: :1: unclosed action
[1]

$ docker ps --filter name=tpl --format '{{}}'
! failed to parse template: template: :1: missing value for command
[1]

$ docker ps --filter name=tpl --format '{{end}}'
! failed to parse template: template: :1: unexpected {{end}}
[1]

$ docker ps --filter name=tpl --format '{{if .Names}}x'
! failed to parse template: template: :1: unexpected EOF
[1]

$ docker ps --filter name=tpl --format '{{index .Names 0}}'
! failed to execute template: template: :1:2: executing "" at <index .Names 0>: error calling index: reflect: string index out of range
[1]

$ docker ps --filter name=tpl --format '{{slice .Names 1 2}}'
! failed to execute template: template: :1:2: executing "" at <slice .Names 1 2>: error calling slice: index out of range: 1
[1]

$ docker ps --filter name=tpl --format '{{.Names | upper | printf "%s!"}}'
TPL!

$ docker ps --filter name=tpl --format '{{ .Names -}}  x'
tplx

$ docker ps --filter name=tpl --format '{{/* c */}}{{.Names}}'
tpl

$ docker ps --filter name=tpl --format '{{and .Names ""}}|{{or "" .Names}}|{{not .Names}}'
|tpl|false

$ docker ps --filter name=tpl --format '{{lt 1 2}} {{ge "b" "a"}} {{eq 1 1.0}}'
! failed to execute template: template: :1:28: executing "" at <eq 1 1.0>: error calling eq: incompatible types for comparison
[1]

$ docker ps --filter name=tpl --format '{{html "<a>"}} {{js "a\"b"}} {{urlquery "a b"}}'
&lt;a&gt; a\"b a+b

$ docker ps --filter name=tpl --format '{{println .Names}}x'
tpl
x

$ docker ps --filter name=tpl --format '{{join (split "a,b" ",") "-"}} {{title "abc"}} {{lower "ABC"}}'
a-b Abc abc

$ docker ps --filter name=tpl --format '{{define "T"}}<{{.}}>{{end}}{{template "T" .Names}}'
<tpl>

$ docker ps --filter name=tpl --format '{{template "nope"}}'
! failed to execute template: template: :1:11: executing "" at <{{template "nope"}}>: template "nope" not defined
[1]

$ docker ps --filter name=tpl --format '{{break}}'
! failed to parse template: template: :1: {{break}} outside {{range}}
[1]

$ docker ps --filter name=tpl --format '{{range $i, $e := split "a b" " "}}{{$i}}{{$e}}{{end}}'
0a1b

$ docker ps --filter name=tpl --format '{{len 3}}'
! failed to execute template: template: :1:2: executing "" at <len 3>: error calling len: len of type int
[1]

$ docker ps --filter name=tpl --format '{{add 1 2}}'
! failed to parse template: template: :1: function "add" not defined
[1]

$ docker ps --filter name=tpl --format '{{1 2}}'
! failed to execute template: template: :1:2: executing "" at <1>: can't give argument to non-function 1
[1]

$ docker ps --filter name=tpl --format '{{.Names.Foo}}'
! failed to execute template: template: :1:8: executing "" at <.Names.Foo>: can't evaluate field Foo in type string
[1]

$ docker ps --filter name=tpl --format '{{"unterminated}}'
! failed to parse template: template: :1: unterminated quoted string
[1]

$ docker rm -f tpl
tpl
