# title: latest is there, too
# from: choose
# fails: database-not-latest
docker image pull mongo
docker image pull mongo:6.0.5
docker image pull python:3.12-alpine
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
