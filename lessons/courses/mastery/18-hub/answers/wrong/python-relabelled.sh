# title: the big one under the name of the small one
# from: choose
# fails: python-small
docker image pull mongo:6.0.5
docker image pull python:3.12
docker image tag python:3.12 python:3.12-alpine
docker image rm python:3.12
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
