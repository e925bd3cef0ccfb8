# title: latest and a bigger Python first, removed again
# from: choose
docker pull mongo
docker image pull mongo:6.0.5
docker image rm mongo
docker pull python:3.12-slim
docker image pull python:3.12-alpine
docker image rm python:3.12-slim
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
