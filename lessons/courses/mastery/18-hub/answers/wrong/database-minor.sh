# title: a version that is not the most exact one
# from: choose
# fails: database-pinned
docker image pull mongo:6.0
docker image pull python:3.12-alpine
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
