# title: the big one is there, too
# from: choose
# fails: python-small
docker image pull mongo:6.0.5
docker image pull python:3.12
docker image pull python:3.12-alpine
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
