# title: the lines of history are not the layers
# from: unpack
# fails: layers-file
docker image pull redis
echo 6379 > port.txt
docker image history -q redis | wc -l > layers.txt
docker image inspect --format '{{join .Config.Cmd " "}}' redis > command.txt
