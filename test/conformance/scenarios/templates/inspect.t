# title: Templates of docker inspect
# topic: templates
# images: alpine

$ docker create --name ti -e A=1 -l a=b alpine sleep 5
<ID64:a>

$ docker inspect ti -f '{{.Name}} {{.State.Status}} {{.RestartCount}}'
/ti created 0

$ docker inspect ti -f '{{range .Config.Env}}{{println .}}{{end}}'
A=1
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

$ docker inspect ti -f '{{index .Config.Labels "a"}} {{index .Config.Labels "zz"}}|'
b |

$ docker inspect ti -f '{{.Config.Labels.a}} {{.Config.Labels.zz}}'
b <no value>

$ docker inspect ti -f '{{json .State.Status}} {{json .Config.Cmd}}'
"created" ["sleep","5"]

$ docker inspect ti -f '{{.NoSuch}}'
! template parsing error: template: :1:2: executing "" at <.NoSuch>: map has no entry for key "NoSuch"
[1]

$ docker inspect ti -f '{{.State.NoSuch}}'
! template parsing error: template: :1:8: executing "" at <.State.NoSuch>: map has no entry for key "NoSuch"
[1]

$ docker inspect ti -f '{{index .Config.Cmd 0}} {{index .Config.Cmd 5}}'
! template parsing error: template: :1:26: executing "" at <index .Config.Cmd 5>: error calling index: index out of range: 5
[1]

$ docker inspect ti -f '{{len .Config.Cmd}} {{slice .Config.Cmd 0 1}}'
2 [sleep]

$ docker inspect ti -f '{{with .State}}{{.Status}}{{end}}'
created

$ docker inspect ti -f '{{if .State.Running}}yes{{else if .State.Paused}}p{{else}}no{{end}}'
no

$ docker inspect ti -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}}{{end}}'
bridge

$ docker inspect ti -f '{{join .Config.Cmd ","}} {{split .Name "/"}}'
sleep,5 [ ti]

$ docker inspect ti -f '{{printf "%T %v %d" .RestartCount .RestartCount .RestartCount}}'
int 0 0

$ docker inspect ti -f '{{.HostConfig.Memory}} {{eq .HostConfig.Memory 0}}'
0 true

$ docker inspect ti -f '{{.HostConfig.NanoCpus}} {{.HostConfig.CpuShares}}'
0 0

$ docker inspect ti -f '{{.Config.Env'
! template parsing error: template: :1: unclosed action
[64]

$ docker inspect ti -f '{{foo}}'
! template parsing error: template: :1: function "foo" not defined
[64]

$ docker inspect ti -f '{{.State.Status | nope}}'
! template parsing error: template: :1: function "nope" not defined
[64]

$ docker inspect ti -f ''
[
    {
        "Id": "<ID64:a>",
        "Created": "<TIME>",
        "Path": "sleep",
        "Args": [
            "5"
        ],
        "State": {
            "Status": "created",
            "Running": false,
            "Paused": false,
            "Restarting": false,
            "OOMKilled": false,
            "Dead": false,
            "Pid": 0,
            "ExitCode": 0,
            "Error": "",
            "StartedAt": "0001-01-01T00:00:00Z",
            "FinishedAt": "0001-01-01T00:00:00Z"
        },
        "Image": "<DIGEST>",
        "ResolvConfPath": "",
        "HostnamePath": "",
        "HostsPath": "",
        "LogPath": "",
        "Name": "/ti",
        "RestartCount": 0,
        "Driver": "overlay2",
        "Platform": "linux",
        "MountLabel": "",
        "ProcessLabel": "",
        "AppArmorProfile": "",
        "ExecIDs": null,
        "HostConfig": {
            "Binds": null,
            "ContainerIDFile": "",
            "LogConfig": {
                "Type": "json-file",
                "Config": {}
            },
            "NetworkMode": "bridge",
            "PortBindings": {},
            "RestartPolicy": {
                "Name": "no",
                "MaximumRetryCount": 0
            },
            "AutoRemove": false,
            "VolumeDriver": "",
            "VolumesFrom": null,
            "ConsoleSize": [
                0,
                0
            ],
            "CapAdd": null,
            "CapDrop": null,
            "CgroupnsMode": "host",
            "Dns": [],
            "DnsOptions": [],
            "DnsSearch": [],
            "ExtraHosts": null,
            "GroupAdd": null,
            "IpcMode": "private",
            "Cgroup": "",
            "Links": null,
            "OomScoreAdj": 0,
            "PidMode": "",
            "Privileged": false,
            "PublishAllPorts": false,
            "ReadonlyRootfs": false,
            "SecurityOpt": null,
            "UTSMode": "",
            "UsernsMode": "",
            "ShmSize": 67108864,
            "Runtime": "runc",
            "Isolation": "",
            "CpuShares": 0,
            "Memory": 0,
            "NanoCpus": 0,
            "CgroupParent": "",
            "BlkioWeight": 0,
            "BlkioWeightDevice": [],
            "BlkioDeviceReadBps": [],
            "BlkioDeviceWriteBps": [],
            "BlkioDeviceReadIOps": [],
            "BlkioDeviceWriteIOps": [],
            "CpuPeriod": 0,
            "CpuQuota": 0,
            "CpuRealtimePeriod": 0,
            "CpuRealtimeRuntime": 0,
            "CpusetCpus": "",
            "CpusetMems": "",
            "Devices": [],
            "DeviceCgroupRules": null,
            "DeviceRequests": null,
            "MemoryReservation": 0,
            "MemorySwap": 0,
            "MemorySwappiness": null,
            "OomKillDisable": false,
            "PidsLimit": null,
            "Ulimits": [],
            "CpuCount": 0,
            "CpuPercent": 0,
            "IOMaximumIOps": 0,
            "IOMaximumBandwidth": 0,
            "MaskedPaths": [
                "/proc/asound",
                "/proc/acpi",
                "/proc/interrupts",
                "/proc/kcore",
                "/proc/keys",
                "/proc/latency_stats",
                "/proc/timer_list",
                "/proc/timer_stats",
                "/proc/sched_debug",
                "/proc/scsi",
                "/sys/firmware",
                "/sys/devices/virtual/powercap"
            ],
            "ReadonlyPaths": [
                "/proc/bus",
                "/proc/fs",
                "/proc/irq",
                "/proc/sys",
                "/proc/sysrq-trigger"
            ]
        },
        "GraphDriver": {
            "Data": {
                "ID": "<ID64:a>",
                "LowerDir": "/var/lib/docker/overlay2/<ID64:b>-init/diff:/var/lib/docker/overlay2/<ID64>/diff",
                "MergedDir": "/var/lib/docker/overlay2/<ID64:b>/merged",
                "UpperDir": "/var/lib/docker/overlay2/<ID64:b>/diff",
                "WorkDir": "/var/lib/docker/overlay2/<ID64:b>/work"
            },
            "Name": "overlay2"
        },
        "Mounts": [],
        "Config": {
            "Hostname": "<ID12:a>",
            "Domainname": "",
            "User": "",
            "AttachStdin": false,
            "AttachStdout": true,
            "AttachStderr": true,
            "Tty": false,
            "OpenStdin": false,
            "StdinOnce": false,
            "Env": [
                "A=1",
                "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
            ],
            "Cmd": [
                "sleep",
                "5"
            ],
            "Image": "alpine",
            "Volumes": null,
            "WorkingDir": "",
            "Entrypoint": null,
            "OnBuild": null,
            "Labels": {
                "a": "b"
            }
        },
        "NetworkSettings": {
            "Bridge": "",
            "SandboxID": "",
            "SandboxKey": "",
            "Ports": {},
            "HairpinMode": false,
            "LinkLocalIPv6Address": "",
            "LinkLocalIPv6PrefixLen": 0,
            "SecondaryIPAddresses": null,
            "SecondaryIPv6Addresses": null,
            "EndpointID": "",
            "Gateway": "",
            "GlobalIPv6Address": "",
            "GlobalIPv6PrefixLen": 0,
            "IPAddress": "",
            "IPPrefixLen": 0,
            "IPv6Gateway": "",
            "MacAddress": "",
            "Networks": {
                "bridge": {
                    "IPAMConfig": null,
                    "Links": null,
                    "Aliases": null,
                    "MacAddress": "",
                    "DriverOpts": null,
                    "GwPriority": 0,
                    "NetworkID": "",
                    "EndpointID": "",
                    "Gateway": "",
                    "IPAddress": "",
                    "IPPrefixLen": 0,
                    "IPv6Gateway": "",
                    "GlobalIPv6Address": "",
                    "GlobalIPv6PrefixLen": 0,
                    "DNSNames": null
                }
            }
        }
    }
]

$ docker inspect ti nosuch -f '{{.Name}}'
/ti
! Error: No such object: nosuch
[1]

$ docker inspect --type volume ti -f '{{.Name}}'
! Error response from daemon: get ti: no such volume
[1]

$ docker inspect --type bogus ti
! unknown type: "bogus": must be one of "config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume"
[1]

$ docker inspect -f '{{.Os}} {{.Architecture}} {{json .RootFS.Type}}' alpine
linux amd64 "layers"

$ docker rm ti
ti
