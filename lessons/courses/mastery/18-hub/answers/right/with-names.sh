# title: the tags with the name before them, and the one asked about
# from: choose
docker image pull mongo:6.0.5
docker image pull python:3.12-alpine
printf "postgres:16-alpine\npostgres:16.2-alpine\npostgres:alpine\n" > twins.txt
