# title: the files are in another directory
# from: unpack
# fails: port-file layers-file command-file
docker image pull redis
mkdir notes; cd notes
echo 6379 > port.txt
docker image inspect --format '{{len .RootFS.Layers}}' redis > layers.txt
docker image inspect --format '{{join .Config.Cmd " "}}' redis > command.txt
