# title: Filters and formats of docker events
# topic: events
# images: alpine

$ docker run --name ev -l a=b alpine true

$ docker rename ev ev2

$ docker rm ev2
ev2

$ sleep 1.1

$ docker events --since 20s --until 0s --filter label=a=b --format '{{.Type}} {{.Action}}'
container create
container attach
container start
container die
container rename
container destroy

$ docker events --since 20s --until 0s --filter label=a=b --filter event=die --filter event=create --format '{{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.exitCode}}'
create ev <no value>
die ev 0

$ docker events --since 20s --until 0s --filter label=a=b --filter type=network --format '{{.Action}}'

$ docker events --since 20s --until 0s --filter container=ev --format '{{.Action}}'
create
attach
start
die
rename
destroy

$ docker events --since 20s --until 0s --filter container=ev2 --format '{{.Action}}'
rename
destroy

$ docker events --since 20s --until 0s --filter label=a=b --filter event=rename --format '{{json .Actor.Attributes}}'
{"a":"b","image":"alpine","name":"ev2","oldName":"/ev"}

$ docker events --since 20s --until 0s --filter label=a=b --filter scope=local --format '{{.Scope}} {{.Status}}'
local create
local attach
local start
local die
local rename
local destroy

$ docker events --since 20s --until 0s --filter bogus=1 --filter label=a=b --format "{{.Action}}"
create
attach
start
die
rename
destroy

$ docker events --since 20s --until 0s --filter type=bogus

$ docker events --since 20s --until 0s --filter bogus
! invalid argument "bogus" for "-f, --filter" flag: bad format of filter (expected name=value)
!
! Usage:  docker events [OPTIONS]
!
! Run 'docker events --help' for more information
[125]

$ docker events --since x
! failed to parse value as time or duration: "x"
[1]

$ docker events --since 20s --until x
! failed to parse value as time or duration: "x"
[1]

$ docker events --since 20s --until 0s --format '{{.Nope}}' --filter label=a=b
! Error parsing format: template: :1:2: executing "" at <.Nope>: can't evaluate field Nope in type *events.Message
[64]

$ docker events --since 20s --until 0s --format '{{.Action' --filter label=a=b
! Error parsing format: template: :1: unclosed action
[64]

$ docker events --since 20s --until 0s --format 'table {{.Action}}' --filter label=a=b
table create
table attach
table start
table die
table rename
table destroy

$ docker events extra
! docker: 'docker events' accepts no arguments
!
! Usage:  docker events [OPTIONS]
!
! Run 'docker events --help' for more information
[1]
