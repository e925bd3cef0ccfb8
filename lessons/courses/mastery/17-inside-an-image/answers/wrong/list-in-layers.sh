# title: the layers themselves instead of their number
# from: unpack
# fails: layers-file
docker image pull redis
echo 6379 > port.txt
docker image inspect --format '{{.RootFS.Layers}}' redis > layers.txt
docker image inspect --format '{{join .Config.Cmd " "}}' redis > command.txt
