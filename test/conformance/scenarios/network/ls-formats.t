# title: Listing networks
# topic: network
# refs: docker network reference
# images: alpine

$ docker network create --label a=1 --internal n1; docker network create --label a=2 n2
<ID64:a>
<ID64:b>

$ docker network ls
NETWORK ID     NAME      DRIVER    SCOPE
<ID12>   bridge    bridge    local
<ID12:c>   host      host      local
<ID12:a>   n1        bridge    local
<ID12:b>   n2        bridge    local
<ID12:d>   none      null      local

$ docker network ls --no-trunc --format '{{len .ID}} {{.Name}}'
64 bridge
64 host
64 n1
64 n2
64 none

$ docker network ls -q --filter name=^n1$
<ID12:a>

$ docker network ls --filter label=a --format '{{.Name}} {{.Labels}}'
n1 a=1
n2 a=2

$ docker network ls --filter label=a=2 --format '{{.Name}} {{.Label "a"}}'
n2 2

$ docker network ls --filter type=custom --format '{{.Name}}'
n1
n2

$ docker network ls --filter type=builtin --format '{{.Name}}'
bridge
host
none

$ docker network ls --filter type=nope
! Error response from daemon: invalid filter: 'type'='nope'
[1]

$ docker network ls --filter driver=null --format '{{.Name}}'
none

$ docker network ls --filter driver=bridge --filter driver=host --format '{{.Name}}'
bridge
host
n1
n2

$ docker network ls --filter scope=local --filter name=n --format '{{.Name}}'
n1
n2
none

$ docker network ls --filter scope=swarm --format '{{.Name}}'

$ docker network ls --filter dangling=true --format '{{.Name}}'
n1
n2

$ docker network ls --filter dangling=false --format '{{.Name}}'
bridge
host
none

$ docker network ls --filter dangling=x --format '{{.Name}}'
! Error response from daemon: invalid value for filter 'dangling', must be "true" (or "1"), or "false" (or "0")
[1]

$ docker network ls --filter id=x --format '{{.Name}}'

$ docker network ls --filter foo=bar
! Error response from daemon: invalid filter 'foo'
[1]

$ docker network ls --filter name
! invalid argument "name" for "-f, --filter" flag: bad format of filter (expected name=value)
!
! Usage:  docker network ls [OPTIONS]
!
! Run 'docker network ls --help' for more information
[125]

$ docker network ls --format json | sed 's/"CreatedAt":"[^"]*"/T/; ss/"ID":"[^"]*"/I/'
! sed: -e expression #1, char 44: unterminated `s' command
[1]

$ docker network ls --format 'table {{.Name}}\t{{.Driver}}\t{{.Internal}}'
NAME      DRIVER    INTERNAL
bridge    bridge    false
host      host      false
n1        bridge    true
n2        bridge    false
none      null      false

$ docker network ls --format '{{.Nope}}'
! template parsing error: template: :1:2: executing "" at <.Nope>: can't evaluate field Nope in type *network.networkContext
[1]

$ docker network inspect
! docker: 'docker network inspect' requires at least 1 argument
!
! Usage:  docker network inspect [OPTIONS] NETWORK [NETWORK...]
!
! See 'docker network inspect --help' for more information
[1]

$ docker network inspect nope
[]
! Error response from daemon: network nope not found
[1]

$ docker network inspect n1 nope -f '{{.Name}}'
n1
! Error response from daemon: network nope not found
[1]

$ docker network inspect -f '{{.Name}} {{.Driver}}' n1 n2 bridge host none
n1 bridge
n2 bridge
bridge bridge
host host
none null

$ docker network inspect -v -f '{{.Name}}' n1
n1

$ docker network inspect host
[
    {
        "Name": "host",
        "Id": "<ID64:c>",
        "Created": "<TIME>",
        "Scope": "local",
        "Driver": "host",
        "EnableIPv4": true,
        "EnableIPv6": false,
        "IPAM": {
            "Driver": "default",
            "Options": null,
            "Config": null
        },
        "Internal": false,
        "Attachable": false,
        "Ingress": false,
        "ConfigFrom": {
            "Network": ""
        },
        "ConfigOnly": false,
        "Containers": {},
        "Options": {},
        "Labels": {}
    }
]

$ docker network inspect none
[
    {
        "Name": "none",
        "Id": "<ID64:d>",
        "Created": "<TIME>",
        "Scope": "local",
        "Driver": "null",
        "EnableIPv4": true,
        "EnableIPv6": false,
        "IPAM": {
            "Driver": "default",
            "Options": null,
            "Config": null
        },
        "Internal": false,
        "Attachable": false,
        "Ingress": false,
        "ConfigFrom": {
            "Network": ""
        },
        "ConfigOnly": false,
        "Containers": {},
        "Options": {},
        "Labels": {}
    }
]
