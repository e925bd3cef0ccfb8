# title: port and layers are the wrong way round
# from: unpack
# fails: port-file layers-file
docker image pull redis
echo 6379 > layers.txt
docker image inspect --format '{{len .RootFS.Layers}}' redis > port.txt
docker image inspect --format '{{join .Config.Cmd " "}}' redis > command.txt
