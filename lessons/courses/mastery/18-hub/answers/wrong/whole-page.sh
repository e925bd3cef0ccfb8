# title: the whole page
# from: choose
# fails: twins
docker image pull mongo:6.0.5
docker image pull python:3.12-alpine
curl -s hub.docker.com/_/postgres > twins.txt
