# title: the entrypoint instead of the command
# from: unpack
# fails: command-file
docker image pull redis
echo 6379 > port.txt
docker image inspect --format '{{len .RootFS.Layers}}' redis > layers.txt
docker image inspect --format '{{json .Config.Entrypoint}}' redis > command.txt
