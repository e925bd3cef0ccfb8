# title: the port of nginx
# from: unpack
# fails: port-file
docker image pull redis
echo 80 > port.txt
docker image inspect --format '{{len .RootFS.Layers}}' redis > layers.txt
docker image inspect --format '{{join .Config.Cmd " "}}' redis > command.txt
