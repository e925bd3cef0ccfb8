# title: only the first number of the version
# from: choose
# fails: database-pinned
docker image pull mongo:6
docker image pull python:3.12-alpine
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
