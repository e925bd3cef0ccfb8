# title: as the lesson means it
# from: unpack
docker image pull redis
echo 6379 > port.txt
docker image inspect --format '{{len .RootFS.Layers}}' redis > layers.txt
docker image inspect --format '{{join .Config.Cmd " "}}' redis > command.txt
