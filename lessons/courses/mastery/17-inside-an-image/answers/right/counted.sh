# title: the layers are counted by hand
# from: unpack
docker image pull redis
echo " 6379 " > ~/port.txt
docker image inspect redis | sed -n "/\"Layers\"/,/]/p" | grep -c sha256 > ~/layers.txt
echo redis-server > ~/command.txt
