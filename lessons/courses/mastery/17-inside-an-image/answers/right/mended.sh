# title: a wrong number first
# from: unpack
docker image pull redis
echo 80 > port.txt
echo 6379 > port.txt
echo 1 > layers.txt
docker image inspect --format '{{len .RootFS.Layers}}' redis > layers.txt
docker image inspect --format '{{join .Config.Cmd " "}}' redis > command.txt
