# title: another image
# from: unpack
# fails: port-file layers-file command-file no-redis-run
docker image pull httpd
docker inspect -f '{{range $p, $_ := .Config.ExposedPorts}}{{$p}}{{end}}' httpd > port.txt
docker inspect -f '{{len .RootFS.Layers}}' httpd > layers.txt
docker inspect -f '{{json .Config.Cmd}}' httpd > command.txt
