# title: a container was run to find out
# from: unpack
# fails: no-redis-run
docker container run --rm redis redis-server --version
echo 6379 > port.txt
docker image inspect --format '{{len .RootFS.Layers}}' redis > layers.txt
docker image inspect --format '{{join .Config.Cmd " "}}' redis > command.txt
