# title: several exact labels of the same images
# from: choose
docker image pull mongo:6.0.5
docker pull mongo:6.0
docker image pull python:3.12-alpine
docker pull python:3.12.2-alpine
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
