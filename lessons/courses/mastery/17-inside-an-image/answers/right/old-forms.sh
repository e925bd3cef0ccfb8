# title: docker pull and docker inspect
# from: unpack
docker pull redis
docker inspect -f '{{range $p, $_ := .Config.ExposedPorts}}{{$p}}{{end}}' redis > port.txt
docker inspect -f '{{len .RootFS.Layers}}' redis:latest > layers.txt
docker inspect -f '{{json .Config.Cmd}}' redis > command.txt
