# title: from the whole of inspect
# from: unpack
docker image pull redis
docker image inspect redis > all.json; grep -o "6379/tcp" all.json | head -1 > port.txt
docker image inspect --format '{{len .RootFS.Layers}}' redis > layers.txt
grep -A2 "\"Cmd\"" all.json > command.txt
