# title: the file is in another directory
# from: choose
# fails: twins
docker image pull mongo:6.0.5
docker image pull python:3.12-alpine
mkdir notes; cd notes
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
