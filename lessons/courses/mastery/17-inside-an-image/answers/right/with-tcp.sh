# title: the port with its protocol, absolute paths
# from: unpack
docker image pull redis
echo 6379/tcp > "$HOME/port.txt"
docker image inspect --format '{{len .RootFS.Layers}}' redis > layers.txt
docker image inspect --format '{{join .Config.Cmd " "}}' redis > command.txt
