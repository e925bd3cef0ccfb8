# title: one layer too many
# from: unpack
# fails: layers-file
docker image pull redis
echo 6379 > port.txt
echo $(($(docker image inspect --format "{{len .RootFS.Layers}}" redis) + 1)) > layers.txt
docker image inspect --format '{{join .Config.Cmd " "}}' redis > command.txt
