# title: the command is looked for in a container's settings that do not exist
# from: unpack
# fails: command-file
docker image pull redis
echo 6379 > port.txt
docker image inspect --format '{{len .RootFS.Layers}}' redis > layers.txt
docker container inspect --format '{{.Config.Cmd}}' redis > command.txt
