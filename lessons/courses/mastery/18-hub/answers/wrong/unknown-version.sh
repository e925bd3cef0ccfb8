# title: a version that the hub does not have
# from: choose
# fails: database-pinned database-not-latest
docker image pull mongo:7.0.5
docker image pull python:3.12-alpine
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
